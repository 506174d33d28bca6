package gymscope.parsing;

import java.util.ArrayList;
import java.util.List;

/** A reasoning parser and a tool parser, one after the other, as a vLLM server runs them: the second sees what the first leaves. */
public record FormatPair(AnswerFormat reasoning, AnswerFormat calls) implements AnswerFormat {

    @Override
    public String name() {
        return reasoning.name() + "+" + calls.name();
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ParsedAnswer first = reasoning.parse(text, request);
        String rest = first.content();
        if (rest == null || request.forbidsCalls()) {
            return first;
        }
        ParsedAnswer second = calls.parse(rest, request);
        boolean blank = second.content() == null || (second.content().isBlank() && !second.toolCalls().isEmpty());
        return new ParsedAnswer(first.reasoning(), blank ? null : second.content(), second.toolCalls(), second.toolsCalled(),
                List.of());
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        AnswerStream first = reasoning.stream(request);
        AnswerStream second = calls.stream(request);
        return new AnswerStream() {
            @Override
            public List<AnswerDelta> push(String text) {
                return passOn(first.push(text));
            }

            @Override
            public List<AnswerDelta> finish() {
                List<AnswerDelta> deltas = passOn(first.finish());
                deltas.addAll(request.forbidsCalls() ? List.of() : second.finish());
                return deltas;
            }

            private List<AnswerDelta> passOn(List<AnswerDelta> deltas) {
                List<AnswerDelta> out = new ArrayList<>();
                for (AnswerDelta delta : deltas) {
                    if (delta instanceof AnswerDelta.ContentDelta content && !request.forbidsCalls()) {
                        out.addAll(second.push(content.text()));
                    } else {
                        out.add(delta);
                    }
                }
                return out;
            }
        };
    }
}
