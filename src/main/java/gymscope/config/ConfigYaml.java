package gymscope.config;

import gymscope.wire.Json;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a configuration as YAML 1.1 that reads back as the same values; keys stay in their order. */
public final class ConfigYaml {

    private static final String INDENT = "  ";
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./$(+~^<;=][^\\p{Cntrl}]*");

    private static final Pattern FLOW_SAFE = Pattern.compile("[^,\\[\\]{}]*");
    private static final Resolver RESOLVER = new Resolver();

    private final StringBuilder text = new StringBuilder();
    private final UnaryOperator<String> comments;

    private ConfigYaml(UnaryOperator<String> comments) {
        this.comments = comments;
    }

    /** The text, with a line break at its end; {@code {}} for nothing. */
    public static String write(ObjectNode config) {
        return write(config, key -> "");
    }

    /**
     * The same with a comment behind each leaf.
     *
     * @param comments the comment of a dotted key, empty for none
     */
    public static String write(ObjectNode config, UnaryOperator<String> comments) {
        if (config.isEmpty()) {
            return "{}\n";
        }
        ConfigYaml yaml = new ConfigYaml(comments);
        yaml.mapping(config, "", "");
        return yaml.text.toString();
    }

    /** A mapping or list that is not empty as lines, the first column its own. */
    static String block(JsonNode value) {
        ConfigYaml yaml = new ConfigYaml(key -> "");
        if (value.isObject()) {
            yaml.mapping(value, "", "");
        } else {
            yaml.list(value, "", "");
        }
        return yaml.text.toString();
    }

    /** A value on one line behind a key that is not between brackets itself. */
    static String line(JsonNode value) {
        return value.isString() ? scalar(value.asString()) : inline(value);
    }

    /** A value on one line, as it may stand behind a key or between brackets. */
    static String inline(JsonNode value) {
        if (value.isString()) {
            String word = value.asString();
            return FLOW_SAFE.matcher(word).matches() ? scalar(word) : Json.write(value);
        }
        if (value.isArray()) {
            return value.valueStream().map(ConfigYaml::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> Json.write(Json.toTree(member.getKey())) + ": " + inline(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return literal(value);
    }

    private void mapping(JsonNode mapping, String indent, String path) {
        for (Map.Entry<String, JsonNode> member : mapping.properties()) {
            text.append(indent);
            entry(member.getKey(), member.getValue(), indent, path);
        }
    }

    private void entry(String key, JsonNode value, String indent, String path) {
        String full = path.isEmpty() ? key : path + "." + key;
        text.append(scalar(key)).append(':');
        if (!value.isContainer() || value.isEmpty()) {
            text.append(' ');
            leaf(value, full);
        } else if (value.isObject()) {
            text.append('\n');
            mapping(value, indent + INDENT, full);
        } else {
            text.append('\n');
            list(value, indent, full);
        }
    }

    private void list(JsonNode list, String indent, String path) {
        int index = 0;
        for (JsonNode element : list) {
            String full = "%s[%d]".formatted(path, index++);
            text.append(indent).append("- ");
            if (element.isObject() && !element.isEmpty()) {
                boolean first = true;
                for (Map.Entry<String, JsonNode> member : element.properties()) {
                    text.append(first ? "" : indent + INDENT);
                    entry(member.getKey(), member.getValue(), indent + INDENT, full);
                    first = false;
                }
            } else {
                // A list in a list is written on one line.
                leaf(element, full);
            }
        }
    }

    private void leaf(JsonNode value, String path) {
        text.append(value.isString() ? scalar(value.asString()) : value.isContainer() ? inline(value) : literal(value));
        String comment = comments.apply(path).replace('\n', ' ');
        if (!comment.isEmpty()) {
            text.append("  # ").append(comment);
        }
        text.append('\n');
    }

    /** JSON is YAML, but for numbers with an exponent and without a point, and those that JSON does not have. */
    private static String literal(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            double number = value.asDouble();
            if (Double.isNaN(number)) {
                return ".nan";
            }
            if (Double.isInfinite(number)) {
                return number > 0 ? ".inf" : "-.inf";
            }
            String written = value.asString();
            int exponent = Math.max(written.indexOf('e'), written.indexOf('E'));
            if (exponent >= 0) {
                String digits = written.substring(0, exponent);
                String power = written.substring(exponent + 1);
                boolean signed = power.startsWith("-") || power.startsWith("+");
                return (digits.contains(".") ? digits : digits + ".0") + "e" + (signed ? power : "+" + power);
            }
            return written.contains(".") ? written : written + ".0";
        }
        return Json.write(value);
    }

    /** A text, plain where that can't be misread, else in quotes. */
    static String scalar(String word) {
        boolean plain = PLAIN.matcher(word).matches() && !word.contains(": ") && !word.contains(" #") && !word.endsWith(":")
                && !word.endsWith(" ") && RESOLVER.resolve(NodeId.scalar, word, true).equals(Tag.STR)
                && !word.equals("<<") && !word.equals("=");
        return plain ? word : Json.write(Json.toTree(word));
    }
}
