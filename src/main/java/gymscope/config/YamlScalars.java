package gymscope.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The scalars of YAML 1.1 as OmegaConf reads them: {@code 1e3} is a float, timestamps stay strings. */
final class YamlScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SEXAGESIMAL = 60;

    private YamlScalars() {
    }

    /** The scalar's value, empty when its tag makes no plain data. */
    static Optional<JsonNode> toJson(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP) || tag.equals(Tag.MERGE)) {
            return Optional.of(NODES.stringNode(text));
        }
        if (tag.equals(Tag.NULL)) {
            return Optional.of(NODES.nullNode());
        }
        if (tag.equals(Tag.BOOL)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> Optional.of(NODES.booleanNode(true));
                case "false", "no", "off" -> Optional.of(NODES.booleanNode(false));
                default -> Optional.empty();
            };
        }
        try {
            if (tag.equals(Tag.INT)) {
                return Optional.of(integer(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return Optional.of(decimal(text));
            }
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static JsonNode integer(String written) {
        String text = written.replace("_", "");
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger size;
        if (digits.contains(":")) {
            size = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                size = size.multiply(BigInteger.valueOf(SEXAGESIMAL)).add(new BigInteger(part));
            }
        } else if (digits.startsWith("0x")) {
            size = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0b")) {
            size = new BigInteger(digits.substring(2), 2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            size = new BigInteger(digits, 8);
        } else {
            size = new BigInteger(digits);
        }
        BigInteger value = negative ? size.negate() : size;
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    static JsonNode decimal(String written) {
        String text = written.replace("_", "").toLowerCase(Locale.ROOT);
        return switch (text) {
            case ".inf", "+.inf" -> NODES.numberNode(Double.POSITIVE_INFINITY);
            case "-.inf" -> NODES.numberNode(Double.NEGATIVE_INFINITY);
            case ".nan" -> NODES.numberNode(Double.NaN);
            default -> NODES.numberNode(new BigDecimal(text.endsWith(".") ? text + "0" : text));
        };
    }
}
