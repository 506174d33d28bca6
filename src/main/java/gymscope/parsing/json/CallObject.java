package gymscope.parsing.json;

import gymscope.parsing.MarkedText;
import gymscope.parsing.Part;
import gymscope.parsing.arguments.Located;
import gymscope.parsing.arguments.PythonJsonReader;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call as a JSON object with a name and arguments, in a whole text.
 *
 * @param name the tool's name
 * @param arguments the arguments
 * @param nameSpan where the name stands, without quotes
 * @param object where the object stands
 */
record CallObject(String name, Located arguments, Span nameSpan, Span object) {

    /** What stands for arguments that the object does not have. */
    private static final Located NONE = new Located(Json.object(), 0, 0);

    /**
     * Reads an object; null where vLLM's parsers raise: not an object, no name, a name that is no text, no arguments.
     *
     * @param argumentKeys the members that may hold the arguments, the first that is there counts
     */
    static @Nullable CallObject of(String text, Located object, String... argumentKeys) {
        boolean whole = object.value().has("name") && Arrays.stream(argumentKeys).anyMatch(object.value()::has);
        return whole ? withDefaults(text, object, argumentKeys) : null;
    }

    /** Reads an object; a missing name is empty, missing arguments are none. Null where it is no object or the name no text. */
    static @Nullable CallObject withDefaults(String text, Located object, String... argumentKeys) {
        if (!object.value().isObject()) {
            return null;
        }
        Map<String, Located> members = PythonJsonReader.members(text, object);
        Located name = members.get("name");
        if (name != null && !name.value().isString()) {
            return null;
        }
        Located arguments = NONE;
        for (int i = argumentKeys.length - 1; i >= 0; i--) {
            arguments = members.getOrDefault(argumentKeys[i], arguments);
        }
        Span nameSpan = name == null ? new Span(0, 0) : new Span(name.start() + 1, name.end() - 1);
        return new CallObject(name == null ? "" : name.value().asString(), arguments, nameSpan, object.span());
    }

    /** The calls of an array, null where vLLM's parsers raise over one of them or what is read is no array. */
    static @Nullable List<CallObject> all(String text, Located array, String... argumentKeys) {
        List<CallObject> calls = new ArrayList<>();
        if (!array.value().isArray()) {
            return isEmpty(array.value()) ? calls : null;
        }
        for (Located element : PythonJsonReader.elements(text, array)) {
            CallObject call = of(text, element, argumentKeys);
            if (call == null) {
                return null;
            }
            calls.add(call);
        }
        return calls;
    }

    /** Python loops over an empty object or text without finding anything wrong with it. */
    private static boolean isEmpty(JsonNode value) {
        return (value.isObject() && value.isEmpty()) || (value.isString() && value.asString().isEmpty());
    }

    /** Adds the call with its arguments written anew, in the stretch of its object. */
    void addTo(MarkedText marked) {
        addTo(marked, object);
    }

    /** Adds the call with its arguments written anew. */
    void addTo(MarkedText marked, Span span) {
        mark(marked).call(name, argumentText(), span);
    }

    /** Marks name and arguments. */
    MarkedText mark(MarkedText marked) {
        return marked.mark(Part.TOOL_NAME, nameSpan).mark(Part.TOOL_ARGUMENTS, arguments.start(), arguments.end());
    }

    /** The arguments in Python's form. */
    String argumentText() {
        return PythonJson.write(arguments.value());
    }
}
