package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What the pieces of an incremental answer add up to; calls as name and arguments. */
record Pieces(String reasoning, String content, List<String> calls) {

    static Pieces of(AnswerParser parser, String text, int size) {
        List<String> deltas = new ArrayList<>();
        for (int at = 0; at < text.length(); at += size) {
            deltas.add(text.substring(at, Math.min(text.length(), at + size)));
        }
        return of(parser, deltas);
    }

    static Pieces of(AnswerParser parser, List<String> deltas) {
        IncrementalAnswer answer = parser.incremental();
        StringBuilder reasoning = new StringBuilder();
        StringBuilder content = new StringBuilder();
        List<String> calls = new ArrayList<>();
        String text = String.join("", deltas);
        deltas.forEach(delta -> add(text, answer.push(delta), reasoning, content, calls));
        add(text, answer.finish(), reasoning, content, calls);
        return new Pieces(reasoning.toString(), content.toString(), calls);
    }

    private static void add(String whole, List<AnswerDelta> deltas, StringBuilder reasoning, StringBuilder content,
            List<String> calls) {
        for (AnswerDelta delta : deltas) {
            switch (delta) {
                case AnswerDelta.ReasoningDelta more -> reasoning.append(standing(whole, more.text(), more.start()));
                case AnswerDelta.ContentDelta more -> content.append(standing(whole, more.text(), more.start()));
                case AnswerDelta.ToolCallStart start -> {
                    standing(whole, "<tool_call>", start.start());
                    calls.add(start.name() + " ");
                }
                case AnswerDelta.ToolCallArguments more -> calls.set(more.index(),
                        calls.get(more.index()) + standing(whole, more.text(), more.start()));
            }
        }
    }

    /** The text, which must stand in the whole where it says. */
    private static String standing(String whole, String text, int start) {
        assertThat(whole.substring(start)).startsWith(text);
        return text;
    }
}
