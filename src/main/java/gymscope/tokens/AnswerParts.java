package gymscope.tokens;

import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the endpoint's own parsers made of the text, which helps where markers are missing from the tokens.
 *
 * @param reasoning null when there is none
 * @param calls in order
 */
public record AnswerParts(@Nullable String reasoning, List<ToolCall> calls) {

    /** Nothing is known: the markers alone decide. */
    public static final AnswerParts NONE = new AnswerParts(null, List.of());

    public AnswerParts {
        calls = List.copyOf(calls);
    }

    /** Reads a Chat Completions message; the reasoning has two names in the field. */
    public static AnswerParts of(JsonNode message) {
        String reasoning = Json.text(message, "reasoning");
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : Json.elements(message, "tool_calls")) {
            String name = Json.text(call.path("function"), "name");
            String arguments = Json.text(call.path("function"), "arguments");
            if (name != null && arguments != null) {
                calls.add(new ToolCall(Json.text(call, "id"), name, arguments, null));
            }
        }
        return new AnswerParts(reasoning == null ? Json.text(message, "reasoning_content") : reasoning, calls);
    }
}
