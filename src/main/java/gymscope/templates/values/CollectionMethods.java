package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Tuple;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of {@code dict}, {@code list} and {@code tuple}; those that change the value are refused. */
final class CollectionMethods {

    private static final Set<String> CHANGES_DICT = Set.of("update", "pop", "popitem", "clear", "setdefault");
    private static final Set<String> CHANGES_LIST = Set.of("append", "extend", "insert", "pop", "remove", "reverse", "sort",
            "clear");

    private CollectionMethods() {
    }

    static @Nullable Function of(Dict dict, String name) {
        return switch (name) {
            case "items" -> _ -> items(dict);
            case "keys" -> _ -> new Items(List.copyOf(dict.members().keySet()));
            case "values" -> _ -> new Items(List.copyOf(dict.members().values()));
            case "get" -> arguments -> {
                Value found = dict.members().get(arguments.atMost(2).require(0, "key"));
                return found == null ? arguments.get(1, "default", Value.NONE) : found;
            };
            case "copy" -> _ -> dict;
            default -> CHANGES_DICT.contains(name) ? refused(name) : null;
        };
    }

    static @Nullable Function of(Value sequence, List<Value> values, String name) {
        return switch (name) {
            case "index" -> arguments -> Value.of(index(values, arguments.atMost(1).require(0, "value")));
            case "count" -> arguments -> {
                Value wanted = arguments.atMost(1).require(0, "value");
                return Value.of(values.stream().filter(value -> Operators.equal(value, wanted)).count());
            };
            default -> sequence instanceof Items && CHANGES_LIST.contains(name) ? refused(name) : null;
        };
    }

    /** The members as a list of pairs. */
    static Items items(Dict dict) {
        return new Items(dict.members().entrySet().stream()
                .<Value>map(member -> new Tuple(List.of(member.getKey(), member.getValue()))).toList());
    }

    private static int index(List<Value> values, Value wanted) {
        for (int i = 0; i < values.size(); i++) {
            if (Operators.equal(values.get(i), wanted)) {
                return i;
            }
        }
        throw new ValueError("the value is not in the list");
    }

    private static Function refused(String name) {
        return _ -> {
            throw new ValueError("the method “%s” would change a value".formatted(name),
                    "Templates run in an immutable sandbox, here as in transformers.");
        };
    }
}
