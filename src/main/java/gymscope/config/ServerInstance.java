package gymscope.config;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One server of a configuration.
 *
 * @param name the top-level key
 * @param kind which of the three kinds
 * @param implementation the key below the kind, for instance {@code openai_model}
 * @param settings the implementation's own block, every interpolation resolved; not to be changed
 * @param host where it is to listen
 * @param port the port that it must have, 0 for a free one
 * @param gymscope Gymscope's own settings for it
 */
public record ServerInstance(String name, ServerKind kind, String implementation, ObjectNode settings, String host, int port,
        GymscopeSettings gymscope) {

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1", "t", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "f", "n");

    /** A setting that is text or a number, null when it is not given. */
    public @Nullable String text(String key) {
        JsonNode value = settings.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw wrong(key, "one value");
        }
        return value.asString();
    }

    /**
     * A setting that must be given.
     *
     * @throws Fault when it is not
     */
    public String requiredText(String key) {
        String value = text(key);
        if (value == null) {
            throw new Fault("The server '%s' (%s) lacks the setting %s.".formatted(name, implementation, key),
                    "Add it under %s.%s.%s.".formatted(name, kind.key(), implementation));
        }
        return value;
    }

    /** A setting that is a whole number, null when it is not given. */
    public @Nullable Integer integer(String key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException notANumber) {
            throw wrong(key, "a whole number");
        }
    }

    /** A setting that is true or false, in any of YAML's or Python's words. */
    public boolean flag(String key, boolean otherwise) {
        String value = text(key);
        String word = value == null ? "" : value.toLowerCase(Locale.ROOT);
        if (value != null && !TRUE.contains(word) && !FALSE.contains(word)) {
            throw wrong(key, "true or false");
        }
        return value == null ? otherwise : TRUE.contains(word);
    }

    /** A setting that is a mapping, empty when it is not given. */
    public ObjectNode mapping(String key) {
        JsonNode value = settings.get(key);
        if (value == null || value.isNull()) {
            return Json.object();
        }
        if (value instanceof ObjectNode mapping) {
            return mapping;
        }
        throw wrong(key, "a mapping");
    }

    /** Without the settings, which may hold keys. */
    @Override
    public String toString() {
        return "ServerInstance[%s: %s]".formatted(name, implementation);
    }

    private Fault wrong(String key, String wanted) {
        return new Fault("The setting %s of the server '%s' (%s) is not %s.".formatted(key, name, implementation, wanted),
                "Correct it under %s.%s.%s.".formatted(name, kind.key(), implementation));
    }
}
