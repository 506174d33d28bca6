package gymscope.ui.rollouts;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool call of a rollout with what came back.
 *
 * @param name the tool
 * @param arguments as the model wrote them
 * @param result as the tool gave it, null when the call was not carried out
 */
public record ToolUse(String name, String arguments, @Nullable String result) {

    /** The arguments' values in short, {@code 4417, "critical"}; a text that is no JSON as it is. */
    public String shortArguments() {
        JsonNode json = Json.parseOrNull(arguments);
        if (json == null) {
            return oneLine(arguments);
        }
        if (!json.isObject()) {
            return Json.write(json);
        }
        List<String> values = new ArrayList<>();
        json.forEach(value -> values.add(Json.write(value)));
        return String.join(", ", values);
    }

    /** The result on one line; an error as {@code error: …}. */
    public String shortResult() {
        if (result == null) {
            return "not carried out";
        }
        JsonNode json = Json.parseOrNull(result);
        if (json != null && json.isObject()) {
            String error = errorOf(json);
            return error == null ? Json.write(json) : "error: " + oneLine(error);
        }
        return result.isBlank() ? "empty" : oneLine(result);
    }

    /** Whether the tool answered with an error, or not at all. */
    public boolean failed() {
        JsonNode json = Json.parseOrNull(result);
        return result == null || (json != null && json.isObject() && errorOf(json) != null);
    }

    private static @Nullable String errorOf(JsonNode json) {
        JsonNode error = json.get("error");
        if (error == null || error.isNull()) {
            return null;
        }
        return error.isString() ? error.asString() : Json.write(error);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
