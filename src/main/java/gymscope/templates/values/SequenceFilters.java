package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Filters.Filter;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Filters on sequences as wholes, and {@code default} and {@code attr}. */
final class SequenceFilters {

    private SequenceFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("length", (input, arguments) -> Value.of(Operators.length(input)));
        filters.put("count", (input, arguments) -> Value.of(Operators.length(input)));
        filters.put("list", (input, arguments) -> new Items(Operators.list(input)));
        filters.put("default", SequenceFilters::fallback);
        filters.put("d", SequenceFilters::fallback);
        filters.put("attr", (input, arguments) -> Members.attributeOnly(input, arguments.bind("attr", 1, "name").text(0)));
        filters.put("first", SequenceFilters::first);
        filters.put("last", SequenceFilters::last);
        filters.put("random", SequenceFilters::random);
        filters.put("reverse", SequenceFilters::reverse);
        filters.put("items", SequenceFilters::items);
        filters.put("batch", SequenceFilters::batch);
        filters.put("slice", SequenceFilters::slice);
        filters.put("sum", SequenceFilters::sum);
    }

    private static Value fallback(Value input, Arguments arguments) {
        Bound bound = arguments.bind("default", 0, "default_value", "boolean");
        boolean missing = input instanceof Undefined || (bound.flag(1, false) && !Operators.truth(input));
        return missing ? bound.get(0, Value.EMPTY) : input;
    }

    private static Value first(Value input, Arguments arguments) {
        arguments.bind("first", 0);
        if (input instanceof Lazy lazy) {
            return lazy.iterator().hasNext() ? lazy.iterator().next() : empty("first");
        }
        List<Value> values = Operators.list(input);
        return values.isEmpty() ? empty("first") : values.getFirst();
    }

    private static Value last(Value input, Arguments arguments) {
        arguments.bind("last", 0);
        List<Value> values = Operators.elements(input);
        if (values == null) {
            throw ValueError.type("'%s' object is not reversible".formatted(PythonText.typeName(input)));
        }
        return values.isEmpty() ? empty("last") : values.getLast();
    }

    private static Undefined empty(String which) {
        return Undefined.because("No %s item, sequence was empty.".formatted(which));
    }

    private static Value random(Value input, Arguments arguments) {
        arguments.bind("random", 0);
        if (!(input instanceof Items) && !(input instanceof Value.Tuple) && !(input instanceof Text)
                && !(input instanceof Value.Range) && !(input instanceof Undefined)) {
            throw ValueError.type("'%s' object is no sequence".formatted(PythonText.typeName(input)));
        }
        List<Value> values = Operators.list(input);
        return values.isEmpty() ? empty("random") : values.get(ThreadLocalRandom.current().nextInt(values.size()));
    }

    private static Value reverse(Value input, Arguments arguments) {
        arguments.bind("reverse", 0);
        if (input instanceof Text text) {
            TextBuilder reversed = new TextBuilder();
            Texts.characters(text).reversed().forEach(character -> reversed.append((Text) character));
            return reversed.build(text.markup());
        }
        if (input instanceof Lazy) {
            return new Items(Operators.list(input).reversed());
        }
        List<Value> values = Operators.elements(input);
        if (values == null) {
            throw ValueError.of("FilterArgumentError", "argument must be iterable");
        }
        String type = input instanceof Items ? "list_reverseiterator" : "reversed";
        return new Lazy(type, values.reversed().iterator());
    }

    private static Value items(Value input, Arguments arguments) {
        arguments.bind("items", 0);
        return switch (input) {
            case Dict dict -> Lazy.generator(new Value.View("dict_items", dict).values().iterator());
            case Undefined _ -> Lazy.generator(Collections.emptyIterator());
            // Jinja2's filter is a generator: it fails when it is used, not when it is made.
            default -> Lazy.generator(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    throw ValueError.type("Can only get item pairs from a mapping.");
                }

                @Override
                public Value next() {
                    throw ValueError.type("Can only get item pairs from a mapping.");
                }
            });
        };
    }

    private static Value batch(Value input, Arguments arguments) {
        Bound bound = arguments.bind("batch", 1, "linecount", "fill_with");
        int size = bound.integer(0, 0);
        List<Value> batches = new ArrayList<>();
        List<Value> batch = new ArrayList<>();
        for (Value value : Operators.list(input)) {
            if (batch.size() == size) {
                batches.add(new Items(batch));
                batch = new ArrayList<>();
            }
            batch.add(value);
        }
        if (!batch.isEmpty()) {
            Value fill = bound.get(1);
            Operators.checkLength(size);
            while (!(fill instanceof None) && batch.size() < size) {
                batch.add(fill);
            }
            batches.add(new Items(batch));
        }
        return Lazy.generator(batches.iterator());
    }

    private static Value slice(Value input, Arguments arguments) {
        Bound bound = arguments.bind("slice", 1, "slices", "fill_with");
        int count = bound.integer(0, 0);
        List<Value> values = Operators.list(input);
        if (count == 0) {
            throw ValueError.of("ZeroDivisionError", "integer division or modulo by zero");
        }
        Operators.checkLength(count);
        int size = Math.floorDiv(values.size(), count);
        int longer = Math.floorMod(values.size(), count);
        List<Value> slices = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = start + size + (i < longer ? 1 : 0);
            List<Value> slice = new ArrayList<>(values.subList(start, end));
            if (i >= longer && !(bound.get(1) instanceof None)) {
                slice.add(bound.get(1));
            }
            slices.add(new Items(slice));
            start = end;
        }
        return Lazy.generator(slices.iterator());
    }

    private static Value sum(Value input, Arguments arguments) {
        Bound bound = arguments.bind("sum", 0, "attribute", "start");
        Value sum = bound.get(1, Value.of(0));
        if (sum instanceof Text) {
            throw ValueError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        for (Value value : Operators.list(input)) {
            Value part = bound.get(0) instanceof None ? value : SelectionFilters.member(value, bound.get(0));
            sum = Operators.arithmetic("+", sum, part);
        }
        return sum;
    }
}
