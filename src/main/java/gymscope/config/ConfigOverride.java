package gymscope.config;

import gymscope.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One override of the command line, in Hydra's form.
 *
 * @param form what stands before the key
 * @param path the key, taken apart at its dots
 * @param value what it is set to
 */
record ConfigOverride(Form form, List<String> path, ConfigValue value) {

    /** What stands before the key. */
    enum Form {
        /** {@code +key=value}. */
        ADD("+"),
        /** {@code ++key=value}. */
        ADD_OR_CHANGE("++"),
        /** {@code key=value}. */
        CHANGE("");

        private final String sign;

        Form(String sign) {
            this.sign = sign;
        }
    }

    private static final Pattern KEY_PART = Pattern.compile("[\\w$ /-]+");

    ConfigOverride {
        path = List.copyOf(path);
    }

    /** Whether an argument is an override rather than the name of a file. */
    static boolean isOverride(String argument) {
        return argument.startsWith("+") || argument.startsWith("~") || argument.indexOf('=') > 0;
    }

    /**
     * Reads one override.
     *
     * @throws ConfigFault when it has another form, or one that is not built yet
     */
    static ConfigOverride parse(String argument) {
        int equals = argument.indexOf('=');
        String left = equals < 0 ? argument : argument.substring(0, equals);
        if (left.startsWith("~")) {
            throw fault(left, "The override %s deletes a key, which is not built yet".formatted(left),
                    "Leave the key out of the configuration.");
        }
        if (equals < 0) {
            throw fault(left, "The override %s has no value".formatted(left), "Write %s=value.".formatted(left));
        }
        Form form = left.startsWith("++") ? Form.ADD_OR_CHANGE : left.startsWith("+") ? Form.ADD : Form.CHANGE;
        String key = left.substring(form.sign.length());
        List<String> path = List.of(key.split("\\.", -1));
        if (!path.stream().allMatch(part -> KEY_PART.matcher(part).matches())) {
            throw fault(left, "The override's key '%s' is not made of names and dots".formatted(key),
                    "Write it like ++server.responses_api_models.openai_model.extra_body.top_k=5.");
        }
        return new ConfigOverride(form, path, new OverrideValueParser(argument.substring(equals + 1), left).parse());
    }

    /** The key with its dots. */
    String key() {
        return String.join(".", path);
    }

    /** The override as a configuration of its own that holds nothing else. */
    Mapping asMapping() {
        ConfigValue nested = value;
        for (String part : new ArrayList<>(path).reversed()) {
            nested = new Mapping(Map.of(part, nested), value.origin());
        }
        return (Mapping) nested;
    }

    static ConfigFault fault(String left, String sentence, String hint) {
        return new ConfigFault(new ConfigProblem(Origin.override(left), left, sentence + ".", hint));
    }
}
