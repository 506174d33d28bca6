package gymscope.parsing.arguments;

import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Arguments that came as text, converted to the types of a tool's schema as vLLM does ({@code _fix_arg_types} and
 * {@code coerce_to_schema_type}): what fits no type keeps its text, what the schema does not name keeps its value. Immutable.
 */
public final class SchemaCoercion {

    private static final int MAX_DEPTH = 512;

    private final @Nullable ObjectNode properties;

    /**
     * For one tool.
     *
     * @param parameters the schema of its arguments, null when it is not known
     */
    public SchemaCoercion(@Nullable ObjectNode parameters) {
        this.properties = parameters != null && parameters.get("properties") instanceof ObjectNode known && !known.isEmpty()
                ? known
                : null;
    }

    /** Whether there is a schema with properties: without one nothing is converted. */
    public boolean hasProperties() {
        return properties != null;
    }

    /** Whether the schema declares the argument. */
    public boolean declares(String name) {
        return properties != null && properties.has(name);
    }

    /** Whether a text for this argument stays that text, whatever it is: it can be passed on before it is whole. */
    public boolean staysText(String name) {
        return properties == null
                || (properties.has(name) && SchemaType.of(properties.get(name)).equals(Set.of(SchemaType.STRING)));
    }

    /** The arguments with converted values, in their order; equal to the given ones where nothing changes. */
    public ObjectNode convert(ObjectNode arguments) {
        if (properties == null) {
            return arguments;
        }
        return convertMembers(arguments, properties, 0);
    }

    /** One argument's value, converted. */
    public JsonNode convert(String name, JsonNode value) {
        JsonNode schema = properties == null ? null : properties.get(name);
        return schema instanceof ObjectNode known ? convert(value, known, 0) : value;
    }

    /**
     * A text as the first type that it can be: null, integer, number, boolean, object, array, string; where it can be none of
     * the allowed ones, the JSON that it is, else the text.
     */
    public static JsonNode ofText(String text, Set<SchemaType> types) {
        for (SchemaType type : types) {
            JsonNode value = as(type, text);
            if (value != null) {
                return value;
            }
        }
        JsonNode json = finiteJson(text);
        return json == null ? StringNode.valueOf(text) : json;
    }

    private static @Nullable JsonNode as(SchemaType type, String text) {
        return switch (type) {
            case NULL -> text.toLowerCase(Locale.ROOT).equals("null") ? NullNode.getInstance() : null;
            case INTEGER -> {
                BigInteger value = PythonNumbers.integer(text);
                yield value == null ? null : BigIntegerNode.valueOf(value);
            }
            case NUMBER -> {
                Double value = PythonNumbers.real(text);
                yield value == null ? null : PythonNumbers.node(value);
            }
            case BOOLEAN -> switch (PythonText.strip(text).toLowerCase(Locale.ROOT)) {
                case "true", "1" -> BooleanNode.TRUE;
                case "false", "0" -> BooleanNode.FALSE;
                default -> null;
            };
            case OBJECT, ARRAY -> finiteJson(text);
            case STRING -> StringNode.valueOf(text);
            case UNKNOWN -> null;
        };
    }

    private static ObjectNode convertMembers(ObjectNode object, ObjectNode schemas, int depth) {
        ObjectNode converted = Json.object();
        for (var member : object.properties()) {
            JsonNode value = schemas.get(member.getKey()) instanceof ObjectNode schema
                    ? convert(member.getValue(), schema, depth + 1)
                    : member.getValue();
            converted.set(member.getKey(), value);
        }
        return converted;
    }

    private static JsonNode convert(JsonNode value, ObjectNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return value;
        }
        return switch (value) {
            case ObjectNode object -> schema.get("properties") instanceof ObjectNode nested
                    ? convertMembers(object, nested, depth)
                    : value;
            case ArrayNode array -> schema.get("items") instanceof ObjectNode items ? convertItems(array, items, depth) : value;
            default -> unlessEqual(value,
                    ofText(value.isString() ? value.asString() : PythonJson.write(value), SchemaType.of(schema)));
        };
    }

    private static JsonNode convertItems(ArrayNode array, ObjectNode schema, int depth) {
        ArrayNode converted = Json.array();
        for (JsonNode item : array) {
            converted.add(convert(item, schema, depth + 1));
        }
        return converted;
    }

    /** Keeps the value as it was written where the conversion changes neither kind nor text. */
    private static JsonNode unlessEqual(JsonNode value, JsonNode converted) {
        boolean same = value.getNodeType() == converted.getNodeType()
                && PythonJson.write(value).equals(PythonJson.write(converted));
        return same ? value : converted;
    }

    private static @Nullable JsonNode finiteJson(String text) {
        JsonNode json = Json.parseOrNull(text);
        return json == null || !isFinite(json) ? null : json;
    }

    private static boolean isFinite(JsonNode json) {
        if (json.isNumber()) {
            return json.isIntegralNumber() || Double.isFinite(json.doubleValue());
        }
        for (JsonNode child : json) {
            if (!isFinite(child)) {
                return false;
            }
        }
        return true;
    }
}
