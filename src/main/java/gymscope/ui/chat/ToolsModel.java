package gymscope.ui.chat;

import gymscope.ui.controls.Figures;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools that a request offers, as a JSON list. Tools in the flat form of Responses and of NeMo Gym's rows are sent in
 * the form of Chat Completions. UI thread only.
 */
public final class ToolsModel {

    /** A tool to try: the one that NeMo Gym's single-tool example has. */
    public static final String SAMPLE = """
            [
              {
                "type": "function",
                "function": {
                  "name": "get_weather",
                  "description": "Get the weather of a city.",
                  "parameters": {
                    "type": "object",
                    "properties": {
                      "city": {"type": "string", "description": "The city's name"}
                    },
                    "required": ["city"]
                  }
                }
              }
            ]
            """;

    private final StringProperty text = new SimpleStringProperty(this, "text", "");

    /** What is typed; empty for no tools. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong, null when nothing is. */
    public @Nullable Fault problem() {
        try {
            tools();
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }

    /**
     * The tools in the form of Chat Completions.
     *
     * @throws Fault with line and column when it is not JSON, or with the tool's number
     */
    public ArrayNode tools() {
        ArrayNode tools = Json.array();
        if (text.get().isBlank()) {
            return tools;
        }
        if (!(Json.parse(text.get()) instanceof ArrayNode list)) {
            throw new Fault("The tools are not a list.", "Write them as [ {…}, {…} ].");
        }
        for (JsonNode tool : list) {
            tools.add(tool(tool, tools.size() + 1));
        }
        return tools;
    }

    /** The names of the tools, none while something is wrong. */
    public List<String> names() {
        if (problem() != null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        tools().forEach(tool -> names.add(Objects.requireNonNullElse(Json.text(tool.path("function"), "name"), "")));
        return names;
    }

    /** In one line what is offered, for the button that opens the editor. */
    public String summary() {
        if (problem() != null) {
            return "Tools with a problem";
        }
        int count = tools().size();
        return count == 0 ? "No tools" : Figures.count(count, "tool", "tools");
    }

    private static ObjectNode tool(JsonNode tool, int number) {
        if (!(tool instanceof ObjectNode object)) {
            throw new Fault("Tool %d is not an object.".formatted(number),
                    "Write it as {\"type\": \"function\", \"function\": {…}}.");
        }
        String type = Json.text(object, "type");
        if (type != null && !type.equals("function")) {
            throw new Fault("Tool %d has the type %s.".formatted(number, type), "Chat offers tools of the type function.");
        }
        ObjectNode function = object.get("function") instanceof ObjectNode inner ? inner : flat(object);
        String name = Json.text(function, "name");
        if (name == null || name.isBlank()) {
            throw new Fault("Tool %d has no name.".formatted(number), "Give it a name such as get_weather.");
        }
        JsonNode parameters = function.get("parameters");
        if (parameters != null && !parameters.isNull() && !parameters.isObject()) {
            throw new Fault("The parameters of %s are not an object.".formatted(name), "Write them as a JSON Schema.");
        }
        ObjectNode whole = Json.object().put("type", "function");
        whole.set("function", function);
        return whole;
    }

    private static ObjectNode flat(ObjectNode tool) {
        ObjectNode function = tool.deepCopy();
        function.remove("type");
        return function;
    }
}
