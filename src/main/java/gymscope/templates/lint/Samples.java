package gymscope.templates.lint;

import gymscope.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages and tools of the conversations that a template is tried with. */
final class Samples {

    static final String SYSTEM = "Answer in one short sentence.";
    static final String QUESTION = "What is the weather in Paris?";
    static final String FURTHER = "And in Rome?";
    static final String ANSWER = "It is sunny in Paris.";
    static final String THINKING = "The person asks for the weather.";
    static final String RESULT = "{\"temperature\": 21}";
    static final String FUNCTION = "get_weather";

    private Samples() {
    }

    static ArrayNode messages(ObjectNode... messages) {
        ArrayNode array = Json.array();
        for (ObjectNode message : messages) {
            array.add(message);
        }
        return array;
    }

    static ObjectNode message(String role, String content) {
        return Json.object().put("role", role).put("content", content);
    }

    static ObjectNode user() {
        return message("user", QUESTION);
    }

    static ObjectNode assistant() {
        return message("assistant", ANSWER);
    }

    /** An assistant's call of the sample tool, its arguments as an object, as vLLM passes them on. */
    static ObjectNode call(String id) {
        ObjectNode message = message("assistant", "");
        ObjectNode call = message.putArray("tool_calls").addObject();
        call.put("id", id).put("type", "function");
        call.putObject("function").put("name", FUNCTION).putObject("arguments").put("city", "Paris");
        return message;
    }

    static ObjectNode result(String id) {
        return message("tool", RESULT).put("name", FUNCTION).put("tool_call_id", id);
    }

    static ArrayNode tools() {
        ArrayNode tools = Json.array();
        ObjectNode function = tools.addObject().put("type", "function").putObject("function");
        function.put("name", FUNCTION).put("description", "The weather of a city.");
        ObjectNode parameters = function.putObject("parameters").put("type", "object");
        parameters.putObject("properties").putObject("city").put("type", "string").put("description", "The city's name.");
        parameters.putArray("required").add("city");
        return tools;
    }
}
