package gymscope.parsing;

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
        deltas.forEach(delta -> add(answer.push(delta), reasoning, content, calls));
        add(answer.finish(), reasoning, content, calls);
        return new Pieces(reasoning.toString(), content.toString(), calls);
    }

    private static void add(List<AnswerDelta> deltas, StringBuilder reasoning, StringBuilder content, List<String> calls) {
        for (AnswerDelta delta : deltas) {
            switch (delta) {
                case AnswerDelta.ReasoningDelta more -> reasoning.append(more.text());
                case AnswerDelta.ContentDelta more -> content.append(more.text());
                case AnswerDelta.ToolCallStart start -> calls.add(start.name() + " ");
                case AnswerDelta.ToolCallArguments more -> calls.set(more.index(), calls.get(more.index()) + more.text());
            }
        }
    }
}
