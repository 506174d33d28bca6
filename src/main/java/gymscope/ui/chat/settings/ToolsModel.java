package gymscope.ui.chat.settings;

import gymscope.ui.chat.endpoint.Capability;
import gymscope.ui.chat.endpoint.Offers;
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

    /** Leaves the choice to the endpoint: nothing is sent. */
    public static final String CHOICE_OWN = "";

    private static final List<String> CHOICE_WORDS = List.of("auto", "none", "required");

    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty choice = new SimpleStringProperty(this, "choice", CHOICE_OWN);
    private final StringProperty parallel = new SimpleStringProperty(this, "parallel", "");

    /** What is typed; empty for no tools. */
    public StringProperty textProperty() {
        return text;
    }

    /** {@code tool_choice}: a word, a tool's name, or empty to send none. */
    public StringProperty choiceProperty() {
        return choice;
    }

    /** {@code parallel_tool_calls}: true, false, or empty to send none. */
    public StringProperty parallelProperty() {
        return parallel;
    }

    /** What can be chosen for {@code tool_choice} besides leaving it out. */
    public List<String> choices() {
        List<String> choices = new ArrayList<>(CHOICE_WORDS);
        choices.addAll(names());
        return choices;
    }

    /** What an endpoint must offer for a choice, null for nothing. */
    public static @Nullable Capability capability(String choice) {
        if (choice.equals("required")) {
            return Capability.REQUIRED_TOOL;
        }
        return choice.isEmpty() || CHOICE_WORDS.contains(choice) ? null : Capability.NAMED_TOOL;
    }

    /** Whether endpoints with these offers are known not to have a choice. */
    public static boolean isRefused(String choice, Offers offers) {
        Capability needed = capability(choice);
        return needed != null && offers.refuses(needed);
    }

    /**
     * The members of the request besides the tools themselves; only what the user set.
     *
     * @throws Fault when a tool is chosen that is not offered
     */
    public ObjectNode members() {
        ObjectNode members = Json.object();
        String chosen = choice.get();
        if (CHOICE_WORDS.contains(chosen)) {
            members.put("tool_choice", chosen);
        } else if (!chosen.isEmpty()) {
            if (!names().contains(chosen)) {
                throw new Fault("tool_choice names %s, which is not among the tools.".formatted(chosen),
                        "Choose another, or add the tool.");
            }
            members.putObject("tool_choice").put("type", "function").putObject("function").put("name", chosen);
        }
        if (!parallel.get().isEmpty()) {
            members.put("parallel_tool_calls", Boolean.parseBoolean(parallel.get()));
        }
        return tools().isEmpty() ? Json.object() : members;
    }

    /** The JSON Schema of a tool's arguments, null when there is no such tool or it has none. */
    public @Nullable ObjectNode schemaOf(String name) {
        if (problem() != null) {
            return null;
        }
        for (JsonNode tool : tools()) {
            JsonNode function = tool.path("function");
            if (name.equals(Json.text(function, "name"))) {
                return function.get("parameters") instanceof ObjectNode schema ? schema : null;
            }
        }
        return null;
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
