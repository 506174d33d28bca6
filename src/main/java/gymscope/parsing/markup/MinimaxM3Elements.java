package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import gymscope.parsing.arguments.SchemaCoercion;
import gymscope.parsing.arguments.SchemaType;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Arguments as elements: those with elements in them are objects, or arrays where the schema says so; siblings of one name too. */
final class MinimaxM3Elements {

    private static final String MARK = MinimaxM3Stream.MARK;
    private static final String START = MARK + "<";
    private static final int MOST_DEPTH = 100;

    /** An element: text, or elements. */
    private record Element(String name, String text, List<Element> children) {}

    private final String text;
    private int at;

    private MinimaxM3Elements(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The arguments up to the first text between them, null when an element is malformed. */
    static @Nullable ObjectNode read(String body, int from, @Nullable ObjectNode schema) {
        MinimaxM3Elements reader = new MinimaxM3Elements(body, from);
        List<Element> elements = new ArrayList<>();
        while (true) {
            reader.at = PythonText.skipSpace(body, reader.at);
            if (!body.startsWith(MARK, reader.at)) {
                break;
            }
            Element element = reader.element(0);
            if (element == null) {
                return null;
            }
            elements.add(element);
        }
        ObjectNode arguments = Json.object();
        JsonNode properties = schema == null ? Json.object() : schema.path("properties");
        elements.forEach(element -> arguments.set(element.name(), value(element, properties.path(element.name()))));
        return arguments;
    }

    private @Nullable Element element(int depth) {
        int end = text.startsWith(START, at) && depth < MOST_DEPTH ? text.indexOf('>', at + START.length()) : -1;
        String name = end < 0 ? "" : text.substring(at + START.length(), end);
        if (PythonText.isBlank(name) || name.startsWith("/")) {
            return null;
        }
        at = end + 1;
        String close = START + "/" + name + ">";
        StringBuilder own = new StringBuilder();
        List<Element> children = new ArrayList<>();
        while (true) {
            int mark = text.indexOf(MARK, at);
            if (mark < 0) {
                return null;
            }
            own.append(text, at, mark);
            at = mark;
            if (text.startsWith(close, at)) {
                at += close.length();
                addMixed(children, own.toString());
                return new Element(name, own.toString(), children);
            }
            Element child = element(depth + 1);
            if (child == null) {
                return null;
            }
            children.add(child);
        }
    }

    /** Text beside elements is kept under a name of its own. */
    private static void addMixed(List<Element> children, String own) {
        if (children.isEmpty() || PythonText.isBlank(own)) {
            return;
        }
        String name = "$text";
        while (has(children, name)) {
            name = "$" + name;
        }
        children.add(new Element(name, own, List.of()));
    }

    private static boolean has(List<Element> elements, String name) {
        return elements.stream().anyMatch(element -> element.name().equals(name));
    }

    private static JsonNode value(Element element, JsonNode schema) {
        if (element.children().isEmpty()) {
            return element.text().equalsIgnoreCase("null")
                    ? NullNode.getInstance()
                    : SchemaCoercion.ofText(element.text(), SchemaType.of(schema));
        }
        Set<SchemaType> types = SchemaType.of(schema);
        return types.contains(SchemaType.ARRAY) ? array(element, schema) : object(element, schema);
    }

    private static ArrayNode array(Element element, JsonNode schema) {
        ArrayNode array = Json.array();
        element.children().forEach(child -> array.add(value(child, schema.path("items"))));
        return array;
    }

    private static ObjectNode object(Element element, JsonNode schema) {
        ObjectNode object = Json.object();
        for (Element child : element.children()) {
            JsonNode declared = schema.path("properties").path(child.name());
            JsonNode value = value(child, declared.isMissingNode() ? schema.path("additionalProperties") : declared);
            JsonNode before = object.get(child.name());
            if (before == null) {
                object.set(child.name(), value);
            } else if (before instanceof ArrayNode several && !isArray(declared)) {
                several.add(value);
            } else {
                object.set(child.name(), Json.array().add(before).add(value));
            }
        }
        return object;
    }

    private static boolean isArray(JsonNode schema) {
        return SchemaType.of(schema).contains(SchemaType.ARRAY);
    }
}
