package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Filters.Filter;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Filters that put values in order, group them, or pick by order. Case counts only where it is asked for. */
final class OrderFilters {

    private OrderFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("sort", OrderFilters::sort);
        filters.put("dictsort", OrderFilters::dictSort);
        filters.put("unique", OrderFilters::unique);
        filters.put("groupby", OrderFilters::groupBy);
        filters.put("min", (input, arguments) -> edge(input, arguments, "min"));
        filters.put("max", (input, arguments) -> edge(input, arguments, "max"));
    }

    private static Value folded(Value value, boolean caseSensitive) {
        return !caseSensitive && value instanceof Text text ? Value.of(text.value().toLowerCase(Locale.ROOT)) : value;
    }

    private static List<Value> sorted(List<Value> values, UnaryOperator<Value> key, boolean reverse) {
        record Keyed(Value key, Value value) {}
        List<Keyed> keyed = new ArrayList<>();
        values.forEach(value -> keyed.add(new Keyed(key.apply(value), value)));
        Comparator<Keyed> order = (one, other) -> Operators.compare(one.key(), other.key());
        try {
            keyed.sort(reverse ? order.reversed() : order);
        } catch (IllegalArgumentException notAnOrder) {
            // NaN is in no order to anything; Python leaves such values anywhere.
            return values;
        }
        return keyed.stream().map(Keyed::value).toList();
    }

    private static Value sort(Value input, Arguments arguments) {
        Bound bound = arguments.bind("sort", 0, "reverse", "case_sensitive", "attribute");
        boolean caseSensitive = bound.flag(1, false);
        Value attribute = bound.get(2);
        List<Value> paths = attribute instanceof Text text
                ? List.of(text.value().split(",", -1)).stream().<Value>map(Value::of).toList()
                : List.of(attribute);
        UnaryOperator<Value> key = value -> new Items(paths.stream()
                .map(path -> folded(SelectionFilters.member(value, path), caseSensitive)).toList());
        return new Items(sorted(Operators.list(input), key, bound.flag(0, false)));
    }

    private static Value dictSort(Value input, Arguments arguments) {
        Bound bound = arguments.bind("dictsort", 0, "case_sensitive", "by", "reverse");
        String by = bound.has(1) ? PythonText.str(bound.get(1)) : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw ValueError.of("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
        }
        if (!(input instanceof Dict dict)) {
            Operators.refuseUndefined(input);
            throw ValueError.of("AttributeError", "'%s' object has no attribute 'items'".formatted(PythonText.typeName(input)));
        }
        int place = by.equals("key") ? 0 : 1;
        boolean caseSensitive = bound.flag(0, false);
        return new Items(sorted(new Value.View("dict_items", dict).values(),
                pair -> folded(((Tuple) pair).values().get(place), caseSensitive), bound.flag(2, false)));
    }

    private static Value unique(Value input, Arguments arguments) {
        Bound bound = arguments.bind("unique", 0, "case_sensitive", "attribute");
        boolean caseSensitive = bound.flag(0, false);
        Set<Value> seen = new HashSet<>();
        List<Value> values = new ArrayList<>();
        for (Value value : Operators.list(input)) {
            Value key = Operators.hashable(folded(SelectionFilters.member(value, bound.get(1)), caseSensitive));
            if (seen.add(key)) {
                values.add(value);
            }
        }
        return Lazy.generator(values.iterator());
    }

    private static Value groupBy(Value input, Arguments arguments) {
        Bound bound = arguments.bind("groupby", 1, "attribute", "default", "case_sensitive");
        Value fallback = bound.get(1) instanceof None ? null : bound.get(1);
        boolean caseSensitive = bound.flag(2, false);
        UnaryOperator<Value> key = value -> folded(SelectionFilters.member(value, bound.get(0), fallback), caseSensitive);
        List<Value> groups = new ArrayList<>();
        List<Value> group = new ArrayList<>();
        Value current = null;
        for (Value value : sorted(Operators.list(input), key, false)) {
            Value next = key.apply(value);
            if (current != null && !Operators.equal(current, next)) {
                groups.add(group(group, bound.get(0), fallback == null ? Value.NONE : fallback));
                group = new ArrayList<>();
            }
            current = next;
            group.add(value);
        }
        if (!group.isEmpty()) {
            groups.add(group(group, bound.get(0), fallback == null ? Value.NONE : fallback));
        }
        return new Items(groups);
    }

    private static Tuple group(List<Value> values, Value attribute, Value fallback) {
        Value grouper = SelectionFilters.member(values.getFirst(), attribute, fallback instanceof None ? null : fallback);
        return new Tuple(List.of(grouper, new Items(values)), List.of("grouper", "list"));
    }

    private static Value edge(Value input, Arguments arguments, String name) {
        Bound bound = arguments.bind(name, 0, "case_sensitive", "attribute");
        List<Value> values = Operators.list(input);
        if (values.isEmpty()) {
            return Undefined.because("No aggregated item, sequence was empty.");
        }
        boolean caseSensitive = bound.flag(0, false);
        Value best = values.getFirst();
        Value bestKey = folded(SelectionFilters.member(best, bound.get(1)), caseSensitive);
        for (Value value : values.subList(1, values.size())) {
            Value key = folded(SelectionFilters.member(value, bound.get(1)), caseSensitive);
            if (Operators.compares(name.equals("min") ? "<" : ">", key, bestKey)) {
                best = value;
                bestKey = key;
            }
        }
        return best;
    }
}
