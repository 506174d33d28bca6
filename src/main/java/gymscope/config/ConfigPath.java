package gymscope.config;

import java.util.ArrayList;
import java.util.List;

/** Dotted keys as lists of their parts; an element of a list is the part {@code [n]}. */
final class ConfigPath {

    private ConfigPath() {
    }

    static List<String> child(List<String> path, String key) {
        List<String> child = new ArrayList<>(path);
        child.add(key);
        return List.copyOf(child);
    }

    static List<String> element(List<String> path, int index) {
        return child(path, "[" + index + "]");
    }

    /** {@code a.b[0]} as {@code a}, {@code b}, {@code [0]}. */
    static List<String> parse(String key) {
        return List.of(key.replace("[", ".[").split("\\.", -1)).stream().filter(part -> !part.isEmpty()).toList();
    }

    /** The parts as one dotted key. */
    static String write(List<String> path) {
        return String.join(".", path).replace(".[", "[");
    }
}
