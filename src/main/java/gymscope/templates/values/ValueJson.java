package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.wire.Json;
import gymscope.wire.PythonJson;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Values as JSON text in Python's form, for {@code tojson}. */
final class ValueJson {

    private ValueJson() {
    }

    static String write(Value value, int indent, boolean sortKeys) {
        return PythonJson.write(json(value), indent, sortKeys);
    }

    private static JsonNode json(Value value) {
        return switch (value) {
            case None _ -> NullNode.getInstance();
            case Bool bool -> BooleanNode.valueOf(bool.value());
            case Int number -> BigIntegerNode.valueOf(number.value());
            case Real number -> DoubleNode.valueOf(number.value());
            case Text text -> StringNode.valueOf(text.value());
            case Items items -> array(items.values());
            case Tuple tuple -> array(tuple.values());
            case Dict dict -> object(dict);
            default -> throw new ValueError(PythonText.typeName(value) + " cannot be written as JSON");
        };
    }

    private static ArrayNode array(List<Value> values) {
        ArrayNode array = Json.array();
        values.forEach(value -> array.add(json(value)));
        return array;
    }

    private static ObjectNode object(Dict dict) {
        ObjectNode object = Json.object();
        for (Map.Entry<Value, Value> member : dict.members().entrySet()) {
            object.set(name(member.getKey()), json(member.getValue()));
        }
        return object;
    }

    private static String name(Value key) {
        return switch (key) {
            case Text text -> text.value();
            case None _,Bool _,Int _,Real _ -> PythonJson.write(json(key));
            default -> throw new ValueError("a member's name in JSON is a text, not %s".formatted(PythonText.typeName(key)));
        };
    }
}
