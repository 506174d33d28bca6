package gymscope.servers.local.request;

import gymscope.servers.http.HttpError;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the members of a request body by type and range; a member that does not fit is answered with 400 and its name.
 * Null counts as absent. Remembers what was read, so that the rest can be told. For one thread.
 */
public final class RequestReader {

    /** Members of OpenAI's and vLLM's requests that change nothing here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("user", "metadata", "store", "service_tier", "safety_identifier",
            "prompt_cache_key", "prompt_cache_retention", "cache_salt", "request_id", "session_id", "priority",
            "spaces_between_special_tokens", "max_tool_calls", "truncation", "stream_interval");

    private final ObjectNode body;
    private final Set<String> read = new HashSet<>();

    public RequestReader(ObjectNode body) {
        this.body = body;
    }

    /** The body itself. */
    public ObjectNode body() {
        return body;
    }

    /** Members that nobody read and that no dialect knows: perhaps misspelt. */
    public List<String> unknown() {
        return body.propertyNames().stream().filter(name -> !read.contains(name) && !WITHOUT_EFFECT.contains(name)).sorted()
                .toList();
    }

    /** The member as it is, null when absent. */
    public @Nullable JsonNode node(String name) {
        read.add(name);
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Whether the member is there. */
    public boolean has(String name) {
        return node(name) != null;
    }

    /** A number within a range, both ends included. */
    public double number(String name, double fallback, double least, double most) {
        JsonNode value = node(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        double number = value.asDouble();
        if (!(number >= least && number <= most)) {
            throw HttpError.badRequest("%s must be %s, but it is %s.".formatted(name, range(least, most), value), name);
        }
        return number;
    }

    /** A whole number within a range, both ends included; null when absent. */
    public @Nullable Integer integerOrNull(String name, int least, int most) {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        boolean whole = value.isIntegralNumber() || (value.isNumber() && value.asDouble() == Math.rint(value.asDouble()));
        if (!whole) {
            throw wrong(name, "a whole number", value);
        }
        double number = value.asDouble();
        if (number < least || number > most) {
            throw HttpError.badRequest("%s must be %s, but it is %s.".formatted(name, range(least, most), value), name);
        }
        return (int) number;
    }

    /** A whole number within a range, both ends included. */
    public int integer(String name, int fallback, int least, int most) {
        Integer value = integerOrNull(name, least, most);
        return value == null ? fallback : value;
    }

    /** A whole number of 64 bits; null when absent. */
    public @Nullable Long longOrNull(String name) {
        JsonNode value = node(name);
        if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
            throw wrong(name, "a whole number of at most 64 bits", value);
        }
        return value == null ? null : Long.valueOf(value.asLong());
    }

    /** True or false. */
    public boolean flag(String name, boolean fallback) {
        JsonNode value = node(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value == null ? fallback : value.booleanValue();
    }

    /** A text; null when absent. */
    public @Nullable String text(String name) {
        JsonNode value = node(name);
        if (value != null && !value.isString()) {
            throw wrong(name, "a text", value);
        }
        return value == null ? null : value.asString();
    }

    /** A text or a list of texts; empty when absent. */
    public List<String> texts(String name) {
        JsonNode value = node(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : Json.array().add(value)) {
            if (!element.isString()) {
                throw wrong(name, "a text or a list of texts", value);
            }
            texts.add(element.asString());
        }
        return texts;
    }

    /** A list of token ids; empty when absent. */
    public List<Integer> ids(String name) {
        List<Integer> ids = new ArrayList<>();
        JsonNode value = node(name);
        if (value == null) {
            return ids;
        }
        boolean whole = value.isArray() && value.valueStream().allMatch(id -> id.isIntegralNumber() && id.canConvertToInt());
        if (!whole) {
            throw wrong(name, "a list of token ids", value);
        }
        value.forEach(id -> ids.add(id.asInt()));
        return ids;
    }

    /** An object; null when absent. */
    public @Nullable ObjectNode object(String name) {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw wrong(name, "an object", value);
    }

    /** A list; null when absent. */
    public @Nullable ArrayNode array(String name) {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw wrong(name, "a list", value);
    }

    /** Refuses a member that would change the answer but is not built; false, an empty list or object, and 0 pass. */
    public void refuse(String... names) {
        for (String name : names) {
            JsonNode value = node(name);
            boolean neutral = value == null || (value.isContainer() && value.isEmpty())
                    || (value.isBoolean() && !value.booleanValue())
                    || (value.isNumber() && value.asDouble() == 0);
            if (!neutral) {
                throw notBuilt(name, name);
            }
        }
    }

    /** 400 for something that is not built. */
    public static HttpError notBuilt(String what, String param) {
        return HttpError.badRequest("%s is not built in the local model; leave it out.".formatted(what), param);
    }

    /** 400 for a member of another type. */
    public static HttpError wrong(String name, String wanted, JsonNode value) {
        String shown = Json.write(value);
        return HttpError.badRequest("%s must be %s, but it is %s.".formatted(name, wanted,
                shown.length() > 60 ? shown.substring(0, 60) + "…" : shown), name);
    }

    private static String range(double least, double most) {
        if (most == Integer.MAX_VALUE || most == Double.MAX_VALUE) {
            return "at least " + shown(least);
        }
        return "from %s to %s".formatted(shown(least), shown(most));
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : Double.toString(value);
    }
}
