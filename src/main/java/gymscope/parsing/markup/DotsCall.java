package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A call in a block of dots'.
 *
 * @param span where it stands
 * @param nameSpan where its name stands; the beginning of the call when it is JSON
 * @param marks its stretches
 */
record DotsCall(String name, ObjectNode arguments, Span span, Span nameSpan, List<Segment> marks) {

    private static final int MOST_REFERENCES = 10;

    /** Whether the whole body of a block is the call. */
    boolean isJson() {
        return nameSpan.start() == nameSpan.end();
    }

    /** The calls of a block's body whose tools the request has; none when the body is neither elements nor a JSON object. */
    static List<DotsCall> in(String text, int from, int to, ParseRequest request) {
        int start = PythonText.skipSpace(text, from);
        if (start >= to) {
            return List.of();
        }
        return text.startsWith("<invoke", start) ? invokes(text, start, to, request) : json(text, start, to, request);
    }

    private static List<DotsCall> json(String text, int from, int to, ParseRequest request) {
        if (!(Json.parseOrNull(text.substring(from, to)) instanceof ObjectNode object)) {
            return List.of();
        }
        String name = Json.text(object, "name");
        JsonNode given = object.has("arguments") ? object.get("arguments") : object.get("parameters");
        boolean isEmpty = given == null || given.isNull() || (given.isBoolean() && !given.booleanValue())
                || (given.isString() && given.asString().isEmpty()) || (given.isContainer() && given.isEmpty())
                || (given.isNumber() && given.doubleValue() == 0);
        if (name == null || !request.hasTool(name) || !(isEmpty || given instanceof ObjectNode)) {
            return List.of();
        }
        ObjectNode arguments = isEmpty ? Json.object() : (ObjectNode) given;
        return List.of(new DotsCall(name, arguments, new Span(from, to), new Span(from, from),
                List.of(new Segment(Part.TOOL_ARGUMENTS, new Span(from, to)))));
    }

    private static List<DotsCall> invokes(String text, int from, int to, ParseRequest request) {
        List<DotsCall> calls = new ArrayList<>();
        int at = from;
        while (true) {
            NamedTag tag = NamedTag.find(text, "<invoke", at, to);
            int end = tag == null ? -1 : text.indexOf("</invoke>", tag.end());
            if (tag == null || end < 0 || end >= to) {
                return calls;
            }
            at = end + "</invoke>".length();
            List<Segment> marks = new ArrayList<>(List.of(new Segment(Part.TOOL_NAME, tag.name())));
            String name = text.substring(tag.name().start(), tag.name().end());
            ObjectNode arguments = arguments(text, tag.end(), end, name, request, marks);
            if (request.hasTool(name)) {
                calls.add(new DotsCall(name, arguments, new Span(tag.start(), at), tag.name(), marks));
            }
        }
    }

    private static ObjectNode arguments(String text, int from, int to, String tool, ParseRequest request, List<Segment> marks) {
        ObjectNode arguments = Json.object();
        int at = from;
        while (true) {
            NamedTag tag = NamedTag.find(text, "<parameter", at, to);
            int end = tag == null ? -1 : text.indexOf("</parameter>", tag.end());
            if (tag == null || end < 0 || end >= to) {
                return arguments;
            }
            String key = text.substring(tag.name().start(), tag.name().end());
            arguments.set(key, value(PythonText.strip(text.substring(tag.end(), end)), type(request, tool, key)));
            if (end > tag.end()) {
                marks.add(new Segment(Part.TOOL_ARGUMENTS, new Span(tag.end(), end)));
            }
            at = end + "</parameter>".length();
        }
    }

    private static String type(ParseRequest request, String tool, String key) {
        ObjectNode parameters = request.parameters(tool);
        String type = resolved(ToolSchema.property(request, tool, key),
                parameters == null ? Json.object() : parameters.path("$defs"), 0);
        return type == null ? "string" : type;
    }

    /** The type, also behind a reference or in the first alternative that is not null. */
    private static @Nullable String resolved(JsonNode schema, JsonNode definitions, int depth) {
        if (!schema.isObject() || depth > MOST_REFERENCES) {
            return null;
        }
        JsonNode type = schema.get("type");
        if (type != null && type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString("").equals("null")) {
                    return one.asString("");
                }
            }
            return "string";
        }
        if (type != null) {
            return type.asString("");
        }
        String reference = Json.text(schema, "$ref");
        if (reference != null && reference.startsWith("#/$defs/")) {
            return resolved(definitions.path(reference.substring(reference.lastIndexOf('/') + 1)), definitions, depth + 1);
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode alternative : Json.elements(schema, keyword)) {
                String found = alternative.path("type").asString("").equals("null")
                        ? null
                        : resolved(alternative, definitions, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static JsonNode value(String text, String type) {
        if (text.equalsIgnoreCase("null")) {
            return NullNode.getInstance();
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "string", "str", "text" -> StringNode.valueOf(text);
            case "integer", "int" -> Element.orText(ToolSchema.integer(text), text);
            case "number", "float" -> Element.orText(ToolSchema.number(text), text);
            case "boolean", "bool" -> BooleanNode.valueOf(text.equalsIgnoreCase("true") || text.equals("1"));
            default -> Element.orText(Json.parseOrNull(text), text);
        };
    }
}
