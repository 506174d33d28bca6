package gymscope.templates.values;

import gymscope.templates.values.Filters.Filter;
import gymscope.templates.values.Tests.Test;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Undefined;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code map}, {@code select} and their like, which are generators in Jinja2. */
final class SelectionFilters {

    private SelectionFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("map", SelectionFilters::map);
        filters.put("select", (input, arguments) -> select(input, arguments, false, true));
        filters.put("reject", (input, arguments) -> select(input, arguments, false, false));
        filters.put("selectattr", (input, arguments) -> select(input, arguments, true, true));
        filters.put("rejectattr", (input, arguments) -> select(input, arguments, true, false));
    }

    /** The elements of a value one by one. */
    static Iterator<Value> iterator(Value value) {
        return value instanceof Lazy lazy ? lazy.iterator() : Operators.list(value).iterator();
    }

    private static Value map(Value input, Arguments arguments) {
        if (!Operators.truth(input)) {
            return Lazy.generator(Collections.emptyIterator());
        }
        UnaryOperator<Value> step = mapping(arguments);
        Iterator<Value> values = iterator(input);
        return Lazy.generator(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public Value next() {
                return step.apply(values.next());
            }
        });
    }

    private static UnaryOperator<Value> mapping(Arguments arguments) {
        Value attribute = arguments.named().get("attribute");
        if (arguments.positional().isEmpty() && attribute != null) {
            for (String name : arguments.named().keySet()) {
                if (!name.equals("attribute") && !name.equals("default")) {
                    throw ValueError.of("FilterArgumentError",
                            "Unexpected keyword argument " + PythonText.repr(Value.of(name)));
                }
            }
            Value fallback = arguments.named().get("default");
            return value -> member(value, attribute, fallback instanceof None ? null : fallback);
        }
        if (arguments.positional().isEmpty()) {
            throw ValueError.of("FilterArgumentError", "map requires a filter argument");
        }
        Filter filter = Filters.require(arguments.positional().getFirst());
        Arguments rest = arguments.from(1);
        return value -> filter.apply(value, rest);
    }

    private static Value select(Value input, Arguments arguments, boolean byAttribute, boolean wanted) {
        if (!Operators.truth(input)) {
            return Lazy.generator(Collections.emptyIterator());
        }
        List<Value> given = arguments.positional();
        if (byAttribute && given.isEmpty()) {
            throw ValueError.of("FilterArgumentError", "Missing parameter for attribute name");
        }
        int offset = byAttribute ? 1 : 0;
        Arguments rest = arguments.from(offset + 1);
        Test test = given.size() > offset ? Tests.require(given.get(offset)) : null;
        Predicate<Value> holds = value -> {
            Value judged = byAttribute ? member(value, given.getFirst()) : value;
            return wanted == (test == null ? Operators.truth(judged) : test.holds(judged, rest));
        };
        return Lazy.generator(Filtered.of(iterator(input), holds));
    }

    /** An attribute named as in {@code selectattr}: dots go deeper, digits are places. */
    static Value member(Value value, Value path) {
        return member(value, path, null);
    }

    static Value member(Value value, Value path, @Nullable Value fallback) {
        if (path instanceof None) {
            return value;
        }
        if (!(path instanceof Text text)) {
            return orElse(Members.item(value, path), fallback);
        }
        if (text.value().indexOf('.') < 0 && !isNumber(text.value())) {
            return orElse(Members.item(value, path), fallback);
        }
        Value found = value;
        for (String name : text.value().split("\\.", -1)) {
            found = orElse(Members.item(found, isNumber(name) ? new Int(new BigInteger(name)) : Value.of(name)), fallback);
        }
        return found;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }

    private static Value orElse(Value found, @Nullable Value fallback) {
        return found instanceof Undefined && fallback != null ? fallback : found;
    }
}
