package gymscope.config;

import gymscope.config.ConfigValue.Listing;
import gymscope.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dotted keys as lists of their parts; an element of a list is the part {@code [n]}. */
public final class ConfigPath {

    private ConfigPath() {
    }

    /** The path of what is below. */
    public static List<String> child(List<String> path, String key) {
        List<String> child = new ArrayList<>(path);
        child.add(key);
        return List.copyOf(child);
    }

    /** The path of an element of the list there. */
    public static List<String> element(List<String> path, int index) {
        return child(path, "[" + index + "]");
    }

    /** {@code a.b[0]} as {@code a}, {@code b}, {@code [0]}. */
    static List<String> parse(String key) {
        return List.of(key.replace("[", ".[").split("\\.", -1)).stream().filter(part -> !part.isEmpty()).toList();
    }

    /** The parts as one dotted key, as the origins of a configuration have it. */
    public static String write(List<String> path) {
        return String.join(".", path).replace(".[", "[");
    }

    /** What a mapping or list holds under a part of a path, null for nothing. */
    static @Nullable ConfigValue childOf(ConfigValue holder, String part) {
        String name = part.startsWith("[") && part.endsWith("]") ? part.substring(1, part.length() - 1) : part;
        if (holder instanceof Mapping mapping) {
            ConfigValue value = mapping.get(part);
            return value == null ? mapping.get(name) : value;
        }
        if (holder instanceof Listing listing && name.matches("[0-9]{1,9}")) {
            int index = Integer.parseInt(name);
            return index < listing.elements().size() ? listing.elements().get(index) : null;
        }
        return null;
    }

    /** What stands at a path, null for nothing. */
    static @Nullable ConfigValue valueAt(ConfigValue root, List<String> path) {
        ConfigValue value = root;
        for (String part : path) {
            value = value == null ? null : childOf(value, part);
        }
        return value;
    }
}
