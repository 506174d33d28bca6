package gymscope.ui.rollouts;

import gymscope.rollouts.Trajectory.ToolStep;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A tool call and its result in short. */
final class ToolStepWords {

    private ToolStepWords() {
    }

    /** The arguments' values, {@code 4417, "critical"}; a text that is no JSON as it is. */
    static String arguments(ToolStep step) {
        String text = step.call().arguments();
        JsonNode json = Json.parseOrNull(text);
        if (json == null || !json.isObject()) {
            return oneLine(text);
        }
        List<String> values = new ArrayList<>();
        json.forEach(value -> values.add(Json.write(value)));
        return String.join(", ", values);
    }

    /** The result on one line; an error as {@code error: …}. */
    static String result(ToolStep step) {
        String result = step.result();
        if (result == null) {
            return "not run";
        }
        JsonNode json = Json.parseOrNull(result);
        if (step.failed() && json != null) {
            JsonNode error = json.has("error") ? json.path("error") : json.path("detail");
            return "error: " + oneLine(error.isString() ? error.asString() : Json.write(error));
        }
        return result.isBlank() ? "empty" : oneLine(result);
    }

    /** A text without line breaks and runs of blanks. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
