package gymscope.parsing.fit;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;

/** Why a parser does not find a call that the text means. */
final class LostCall {

    private LostCall() {
    }

    static String sentence(String parser, ToolCall call, String text, ParsedAnswer faithful, ParseRequest request,
            String reader) {
        String what = "%s loses the call of “%s”".formatted(parser, Diagnosis.cut(call.name()));
        if (!request.tools().isEmpty() && !request.hasTool(call.name())) {
            return what + ": the request has no tool of that name.";
        }
        Span span = call.span() == null ? new Span(0, text.length()) : call.span();
        String body = text.substring(span.start(), span.end());
        boolean isAllContent = faithful.toolCalls().isEmpty() && text.equals(faithful.content());
        if (reader.equals(Diagnosis.LENIENT)) {
            return what + " because it is not as the format wants it: " + flaw(body, isAllContent);
        }
        return "%s: the text has %s, which %s reads%s".formatted(what, TextShape.of(text).inSentence(), reader,
                isAllContent ? "; all of it becomes content." : ".");
    }

    private static String flaw(String body, boolean isAllContent) {
        String rest = isAllContent ? " One such call makes the whole text content." : "";
        try {
            Json.parse(body);
            return "its JSON is whole, so its markers are not." + rest;
        } catch (Fault notJson) {
            String reason = body.contains("'") && Json.parseOrNull(body) == null && !body.contains("\"")
                    ? "it is written with single quotes, as Python does, not as JSON."
                    : String.valueOf(notJson.getMessage());
            return reason + rest;
        }
    }
}
