package gymscope.ui.configs;

import gymscope.config.ConfigFault;
import gymscope.config.SecretKey;
import gymscope.config.YamlEdit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether a text holds a secret in clear, so that no copy of it may be kept. */
final class Secrets {

    /** What stands for no key at all. */
    private static final Set<String> NONE = Set.of("", "none", "empty", "dummy", "null", "???", "your-key");

    private Secrets() {
    }

    /** Whether a key that holds secrets is given as text; text that is no YAML is looked at line by line. */
    static boolean isIn(String text) {
        try {
            return isIn(YamlEdit.of(text).values(), List.of());
        } catch (ConfigFault unreadable) {
            return text.lines().anyMatch(line -> {
                int colon = line.indexOf(':');
                return colon > 0 && SecretKey.is(List.of(line.substring(0, colon).strip()))
                        && isClear(line.substring(colon + 1).strip());
            });
        }
    }

    private static boolean isIn(JsonNode value, List<String> path) {
        if (value.isObject()) {
            return value.properties().stream().anyMatch(member -> isIn(member.getValue(), List.of(member.getKey())));
        }
        return value.isArray()
                ? value.valueStream().anyMatch(element -> isIn(element, path))
                : !value.isNull() && SecretKey.is(path) && isClear(value.asString());
    }

    /** Whether an override gives a secret. */
    static boolean isInOverride(String override) {
        int equals = override.indexOf('=');
        String key = equals < 0 ? override : override.substring(0, equals);
        return equals > 0 && SecretKey.is(List.of(key.split("\\.", -1))) && isClear(override.substring(equals + 1).strip());
    }

    private static boolean isClear(String value) {
        return !value.contains("${") && !NONE.contains(value.toLowerCase(Locale.ROOT));
    }
}
