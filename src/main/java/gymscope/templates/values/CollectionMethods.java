package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Range;
import gymscope.templates.values.Value.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of {@code dict}, {@code list}, {@code tuple} and {@code range}; the sandbox hides those that change them. */
final class CollectionMethods {

    private static final Set<String> CHANGES_DICT = Set.of("update", "pop", "popitem", "clear", "setdefault");
    private static final Set<String> CHANGES_LIST = Set.of("append", "extend", "insert", "pop", "remove", "reverse", "sort",
            "clear");

    private CollectionMethods() {
    }

    static @Nullable Value of(Dict dict, String name) {
        return switch (name) {
            case "items", "keys", "values" -> view(dict, name);
            case "get" -> (Function) arguments -> get(dict, arguments);
            case "copy" -> (Function) arguments -> {
                arguments.bind(name, 0);
                return dict;
            };
            case "fromkeys" -> (Function) CollectionMethods::fromKeys;
            default -> CHANGES_DICT.contains(name) ? Members.unsafe(dict, name) : null;
        };
    }

    private static Function view(Dict dict, String name) {
        return arguments -> {
            arguments.bind(name, 0);
            return new View("dict_" + name, dict);
        };
    }

    private static Value get(Dict dict, Arguments arguments) {
        if (!arguments.named().isEmpty()) {
            throw ValueError.type("dict.get() takes no keyword arguments");
        }
        Arguments.Bound bound = arguments.bind("get", 1, "key", "default");
        Value found = dict.members().get(Operators.hashable(bound.get(0)));
        return found == null ? bound.get(1) : found;
    }

    private static Value fromKeys(Arguments arguments) {
        Arguments.Bound bound = arguments.bind("fromkeys", 1, "iterable", "value");
        Map<Value, Value> members = new LinkedHashMap<>();
        Operators.list(bound.get(0)).forEach(key -> members.put(Operators.hashable(key), bound.get(1)));
        return new Dict(members);
    }

    static @Nullable Value of(Value sequence, List<Value> values, String name) {
        return switch (name) {
            case "index" -> (Function) arguments -> index(values, arguments, PythonText.typeName(sequence));
            case "count" -> (Function) arguments -> {
                Value wanted = arguments.bind(name, 1, "value").get(0);
                return Value.of(values.stream().filter(value -> Operators.equal(value, wanted)).count());
            };
            case "copy" -> sequence instanceof Items ? (Function) arguments -> {
                arguments.bind(name, 0);
                return sequence;
            } : null;
            default -> sequence instanceof Items && CHANGES_LIST.contains(name) ? Members.unsafe(sequence, name) : null;
        };
    }

    static @Nullable Value of(Range range, String name) {
        return switch (name) {
            case "start" -> Value.of(range.start());
            case "stop" -> Value.of(range.stop());
            case "step" -> Value.of(range.step());
            case "index", "count" -> of(range, range.values(), name);
            default -> null;
        };
    }

    static Function isDisjoint(View view) {
        return arguments -> {
            List<Value> others = Operators.list(arguments.bind("isdisjoint", 1, "other").get(0));
            return Value.of(view.values().stream().noneMatch(others::contains));
        };
    }

    private static Value index(List<Value> values, Arguments arguments, String type) {
        Arguments.Bound bound = arguments.bind("index", 1, "value", "start", "stop");
        Slice bounds = Slice.of(bound.get(1), bound.get(2), Value.NONE, values.size());
        for (int i = bounds.start(); i < bounds.stop(); i++) {
            if (Operators.equal(values.get(i), bound.get(0))) {
                return Value.of(i);
            }
        }
        throw ValueError.value(type.equals("tuple")
                ? "tuple.index(x): x not in tuple"
                : PythonText.repr(bound.get(0)) + " is not in " + type);
    }
}
