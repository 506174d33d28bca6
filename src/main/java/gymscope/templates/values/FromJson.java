package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as Python's {@code json.loads} reads it: whole numbers are ints, others floats. */
public final class FromJson {

    private FromJson() {
    }

    /** The value, without its origin. */
    public static Value value(JsonNode json) {
        return value(json, null);
    }

    /**
     * The value of a variable.
     *
     * @param path what the value is called, for its origin and its members'; null when origins are not followed
     */
    public static Value value(JsonNode json, @Nullable String path) {
        return switch (json.getNodeType()) {
            case OBJECT -> object(json, path);
            case ARRAY -> {
                List<Value> values = new ArrayList<>(json.size());
                int index = 0;
                for (JsonNode element : json) {
                    values.add(value(element, path == null ? null : path + "[" + index++ + "]"));
                }
                yield new Items(values, path);
            }
            case STRING -> {
                String text = json.asString();
                yield new Text(text, false, path == null ? null : Origins.of(text.length(), Source.variable(path)));
            }
            case BOOLEAN -> Value.of(json.booleanValue());
            case NUMBER -> json.isIntegralNumber() ? new Int(json.bigIntegerValue(), path) : new Real(json.doubleValue(), path);
            default -> Value.NONE;
        };
    }

    private static Dict object(JsonNode json, @Nullable String path) {
        Map<Value, Value> members = LinkedHashMap.newLinkedHashMap(json.size());
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = member.getKey();
            members.put(Value.of(name), value(member.getValue(), path == null ? null : memberPath(path, name)));
        }
        return new Dict(members, path);
    }

    private static String memberPath(String path, String name) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return plain ? path + "." + name : path + "[" + PythonText.repr(Value.of(name)) + "]";
    }
}
