package gymscope.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way to read and write JSON. Trees keep members they do not know, their order, and numbers as they were
 * written ({@code 1.0} stays {@code 1.0}). Thread-safe.
 */
public final class Json {

    private static final int MAX_DEPTH = 512;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    private static final ObjectWriter PRETTY = MAPPER.writer().with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)).withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {
    }

    /**
     * Reads one JSON document.
     *
     * @throws Fault with line and column when the text is not JSON
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new Fault("There is no JSON: the text is empty.", "Give one JSON document.");
            }
            return node;
        } catch (JacksonException problem) {
            throw notJson(problem);
        } catch (NumberFormatException problem) {
            throw new Fault("A number in the JSON has an exponent that is too large.", "Write a smaller number.", problem);
        }
    }

    /** Reads one JSON document from UTF-8 bytes. */
    public static JsonNode parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Reads one JSON document that must be an object.
     *
     * @throws Fault when it is not JSON or not an object
     */
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new Fault("The JSON is not an object.", "Give a document that begins with { and ends with }.");
    }

    /** Reads one JSON document, or null when the text is not JSON. */
    public static @Nullable JsonNode parseOrNull(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parse(text);
        } catch (Fault notJson) {
            return null;
        }
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new, empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A new object with the same members; their values are shared. */
    public static ObjectNode shallowCopy(ObjectNode object) {
        ObjectNode copy = MAPPER.createObjectNode();
        copy.setAll(object);
        return copy;
    }

    /** The compact form, on one line. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The form for people, indented by two spaces. */
    public static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node);
    }

    /** A record, map or list as a tree. */
    public static JsonNode toTree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The member's text, or null when it is absent, null or not a string. */
    public static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value != null && value.isString() ? value.asString() : null;
    }

    /** The member's number, or null when it is absent, null or not a number. */
    public static @Nullable Double number(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return number(value);
    }

    /** A node's number; null when it is none, or too large for a double. */
    public static @Nullable Double number(@Nullable JsonNode value) {
        if (value == null || !value.isNumber()) {
            return null;
        }
        double number = value.asDouble(Double.NaN);
        return Double.isNaN(number) ? null : Double.valueOf(number);
    }

    /** A node's whole number; null when it is none, or too large for an int. */
    public static @Nullable Integer integer(@Nullable JsonNode value) {
        return value != null && value.isIntegralNumber() && value.canConvertToInt() ? Integer.valueOf(value.asInt()) : null;
    }

    /** The member's elements, or none when it is absent or not an array. */
    public static List<JsonNode> elements(JsonNode object, String member) {
        List<JsonNode> elements = new ArrayList<>();
        if (object.get(member) instanceof ArrayNode array) {
            array.forEach(elements::add);
        }
        return elements;
    }

    private static Fault notJson(JacksonException problem) {
        TokenStreamLocation location = problem.getLocation();
        String place = location == null || location.getLineNr() < 0
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        return new Fault("The text is not JSON%s: %s.".formatted(place, firstLine(problem.getOriginalMessage())),
                "Mend the JSON at that place.", problem);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
