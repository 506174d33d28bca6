package gymscope.parsing.fit;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import java.util.ArrayList;
import java.util.List;

/** Says what a parser makes of a text. */
final class FitSentence {

    private FitSentence() {
    }

    static String of(ParsedAnswer answer, int calls, int known, int valid, int lost, boolean leavesMarkup, String text,
            ParseRequest request) {
        if (calls == 0) {
            return withoutCalls(answer, text);
        }
        List<String> parts = new ArrayList<>();
        parts.add(calls == 1 ? "finds 1 call" : "finds %d calls".formatted(calls));
        if (known < calls) {
            parts.add(request.tools().isEmpty()
                    ? "%d with a name that is none".formatted(calls - known)
                    : "%d of a tool that the request does not have".formatted(calls - known));
        }
        parts.add(valid == calls ? "arguments fit" : "%d with arguments that do not fit".formatted(calls - valid));
        if (lost > 0) {
            parts.add("%,d characters of text reach no field".formatted(lost));
        }
        if (leavesMarkup) {
            parts.add("markup stays in the content");
        }
        return String.join(", ", parts);
    }

    private static String withoutCalls(ParsedAnswer answer, String text) {
        String content = answer.content();
        if (content == null) {
            return answer.reasoning() == null ? "finds nothing and returns null content" : "finds reasoning and nothing else";
        }
        return content.equals(text)
                ? "finds no call: all is content"
                : "finds no call, and content of %,d characters"
                        .formatted(content.length());
    }
}
