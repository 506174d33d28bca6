package gymscope.environments;

import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts that a model reads when it calls a tool wrongly: the bodies that a NeMo Gym environment answers over HTTP. */
final class ToolErrors {

    private ToolErrors() {
    }

    /** No such tool. */
    static String notFound() {
        return Json.write(Json.object().put("detail", "Not Found"));
    }

    /** The arguments are JSON's null: no body. */
    static String noBody() {
        return detail("missing", Json.array().add("body"), "Field required", null);
    }

    /** The arguments are no object. */
    static String notAnObject(JsonNode arguments) {
        return detail("model_attributes_type", Json.array().add("body"),
                "Input should be a valid dictionary or object to extract fields from", arguments);
    }

    /** An argument is missing. */
    static String missing(String field, JsonNode arguments) {
        return detail("missing", Json.array().add("body").add(field), "Field required", arguments);
    }

    /** An argument is no string. */
    static String notAString(String field, JsonNode value) {
        return detail("string_type", Json.array().add("body").add(field), "Input should be a valid string", value);
    }

    private static String detail(String type, ArrayNode place, String message, @Nullable JsonNode input) {
        ObjectNode problem = Json.object().put("type", type);
        problem.set("loc", place);
        problem.put("msg", message);
        problem.set("input", input == null ? JsonNodeFactory.instance.nullNode() : input);
        ObjectNode body = Json.object();
        body.putArray("detail").add(problem);
        return Json.write(body);
    }
}
