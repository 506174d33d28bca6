package gymscope.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of tokens as lines for people: the part, then each value by its name. */
final class TokensTable {

    private TokensTable() {
    }

    static void print(PrintStream out, ObjectNode result) {
        for (Map.Entry<String, JsonNode> part : result.properties()) {
            if (part.getValue().isObject()) {
                out.println(part.getKey());
                rows(out, part.getValue(), "  ");
            }
        }
    }

    private static void rows(PrintStream out, JsonNode values, String indent) {
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            String name = value.getKey().replace('_', ' ');
            if (value.getValue().isObject()) {
                out.println(indent + name);
                rows(out, value.getValue(), indent + "  ");
            } else if (value.getValue().isArray()) {
                out.println(indent + name);
                value.getValue().forEach(row -> line(out, row, indent + "  "));
            } else {
                out.printf(Locale.ROOT, "%-40s %14s%n", indent + name, number(value.getValue()));
            }
        }
    }

    /** An object of a list in one line. */
    private static void line(PrintStream out, JsonNode row, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (Map.Entry<String, JsonNode> value : row.properties()) {
            JsonNode one = value.getValue();
            line.append(one.isNumber()
                    ? String.format(Locale.ROOT, "%12s %s", number(one), value.getKey().replace('_', ' '))
                    : String.format(Locale.ROOT, "%-28s", one.asString()));
        }
        out.println(line);
    }

    private static String number(JsonNode value) {
        if (!value.isNumber()) {
            return value.asString();
        }
        return value.isIntegralNumber()
                ? String.format(Locale.ROOT, "%,d", value.asLong())
                : String.format(Locale.ROOT, "%,.2f", value.asDouble());
    }
}
