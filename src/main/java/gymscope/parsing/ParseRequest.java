package gymscope.parsing;

import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a parser may know of the request that its text answers.
 *
 * @param tools the request's tools, {@code {"type": "function", "function": {…}}}
 * @param toolChoice the request's {@code tool_choice}, null when it has none
 * @param promptSuffix the end of the prompt, which precedes the text; empty when it is not known
 * @param tokenizerVariant {@code pre_v11} or {@code v11+} for mistral, null otherwise
 * @param templateArguments the request's {@code chat_template_kwargs}
 * @param startToken the marker that begins reasoning, for {@code _base_thinking}; null for {@code <think>}
 * @param endToken the marker that ends reasoning, for {@code _base_thinking}; null for {@code </think>}
 */
public record ParseRequest(List<JsonNode> tools, @Nullable JsonNode toolChoice, String promptSuffix,
        @Nullable String tokenizerVariant, ObjectNode templateArguments, @Nullable String startToken,
        @Nullable String endToken) {

    public ParseRequest {
        tools = List.copyOf(tools);
    }

    /** Nothing is known. */
    public static ParseRequest unknown() {
        return of(Json.object());
    }

    /** Of tools alone. */
    public static ParseRequest withTools(List<JsonNode> tools) {
        return new ParseRequest(tools, null, "", null, Json.object(), null, null);
    }

    /** Of a request body, or of a case of the acceptance form; members of other kinds count as missing. */
    public static ParseRequest of(ObjectNode body) {
        List<JsonNode> tools = Json.elements(body, "tools");
        JsonNode choice = body.get("tool_choice");
        String suffix = Json.text(body, "prompt_suffix");
        return new ParseRequest(tools, choice == null || choice.isNull() ? null : choice, suffix == null ? "" : suffix,
                Json.text(body, "tokenizer_variant"),
                body.get("chat_template_kwargs") instanceof ObjectNode arguments ? arguments : Json.object(),
                Json.text(body, "start_token"), Json.text(body, "end_token"));
    }

    /** The schema of a tool's arguments, null for a tool that the request does not have or that has none. */
    public @Nullable ObjectNode parameters(String tool) {
        for (JsonNode one : tools) {
            if (one.path("function").path("name").asString("").equals(tool)) {
                return one.path("function").get("parameters") instanceof ObjectNode schema ? schema : null;
            }
        }
        return null;
    }

    /** Whether the request has a tool of that name. */
    public boolean hasTool(String name) {
        return tools.stream().anyMatch(one -> one.path("function").path("name").asString("").equals(name));
    }

    /** Whether {@code tool_choice} is {@code none}. */
    public boolean forbidsCalls() {
        return toolChoice != null && toolChoice.asString("").equals("none");
    }
}
