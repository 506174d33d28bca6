package gymscope.parsing.arguments;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The types of JSON Schema, in the order in which vLLM tries them on a text ({@code coerce_to_schema_type}), and one for names
 * that it does not know.
 */
public enum SchemaType {

    /** {@code null}. */
    NULL,
    /** {@code integer} and the names that programming languages have for it. */
    INTEGER,
    /** {@code number}, {@code float} and the like. */
    NUMBER,
    /** {@code boolean}. */
    BOOLEAN,
    /** {@code object}. */
    OBJECT,
    /** {@code array}. */
    ARRAY,
    /** {@code string}; also where a schema says nothing. */
    STRING,
    /** Another name: such a text is read as JSON if it is JSON. */
    UNKNOWN;

    private static final int MAX_DEPTH = 64;

    /** The types that a property's schema allows: its {@code type}, those of its {@code enum}, and those of its alternatives. */
    public static Set<SchemaType> of(@Nullable JsonNode schema) {
        return of(schema, 0);
    }

    private static Set<SchemaType> of(@Nullable JsonNode schema, int depth) {
        Set<SchemaType> types = EnumSet.noneOf(SchemaType.class);
        if (schema != null && schema.isObject() && depth < MAX_DEPTH) {
            addNamed(schema.get("type"), types);
            schema.path("enum").forEach(value -> types.add(ofValue(value)));
            for (String alternatives : new String[]{"anyOf", "oneOf", "allOf"}) {
                JsonNode choices = schema.path(alternatives);
                if (choices.isArray()) {
                    choices.forEach(choice -> types.addAll(of(choice, depth + 1)));
                }
            }
        }
        if (types.isEmpty()) {
            types.add(STRING);
        }
        return types;
    }

    private static void addNamed(@Nullable JsonNode type, Set<SchemaType> types) {
        if (type != null && type.isString()) {
            types.add(named(type.asString()));
        } else if (type != null && type.isArray()) {
            type.forEach(one -> addNamed(one.isString() ? one : null, types));
        }
    }

    private static SchemaType named(String name) {
        return switch (PythonText.strip(name).toLowerCase(Locale.ROOT)) {
            case "null" -> NULL;
            case "integer", "int", "int32", "int64", "uint", "uint32", "uint64", "long", "short", "unsigned" -> INTEGER;
            case "number", "float", "float32", "float64", "double" -> NUMBER;
            case "boolean", "bool" -> BOOLEAN;
            case "object", "dict" -> OBJECT;
            case "array", "arr", "list", "sequence" -> ARRAY;
            case "string", "str", "text", "varchar", "char", "enum" -> STRING;
            default -> UNKNOWN;
        };
    }

    private static SchemaType ofValue(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> value.isIntegralNumber() ? INTEGER : NUMBER;
            case STRING -> STRING;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> UNKNOWN;
        };
    }
}
