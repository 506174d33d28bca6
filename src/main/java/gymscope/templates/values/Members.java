package gymscope.templates.values;

import gymscope.templates.values.Value.Attributes;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Namespace;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value.name}, {@code value[key]} and slices, with Jinja2's fallback from one to the other. */
public final class Members {

    private Members() {
    }

    /** {@code value.name}: the attribute or method, else the item, else undefined. */
    public static Value attribute(Value value, String name) {
        refuseUndefined(value, name);
        Value found = ownAttribute(value, name);
        if (found == null && value instanceof Dict dict) {
            found = dict.get(name);
        }
        return found == null ? missing(value, name) : found;
    }

    /** {@code value[key]}: the item, else the attribute of that name, else undefined. */
    public static Value item(Value value, Value key) {
        refuseUndefined(value, PythonText.str(key));
        Value found = ownItem(value, key);
        if (found == null && key instanceof Text name) {
            found = ownAttribute(value, name.value());
        }
        return found == null ? missing(value, PythonText.str(key)) : found;
    }

    /** {@code value[start:stop:step]}. */
    public static Value slice(Value value, Value start, Value stop, Value step) {
        return switch (value) {
            case Items items -> new Items(Slice.of(start, stop, step, items.values().size()).pick(items.values()));
            case Tuple tuple -> new Tuple(Slice.of(start, stop, step, tuple.values().size()).pick(tuple.values()));
            case Text text -> {
                List<Integer> characters = text.value().codePoints().boxed().toList();
                StringBuilder picked = new StringBuilder();
                Slice.of(start, stop, step, characters.size()).pick(characters).forEach(picked::appendCodePoint);
                yield Value.of(picked.toString());
            }
            case Undefined _ -> {
                refuseUndefined(value, "a slice");
                yield value;
            }
            default -> missing(value, "a slice");
        };
    }

    private static void refuseUndefined(Value value, String name) {
        if (value instanceof Undefined undefined) {
            throw new ValueError("%s is not there, so it has no member “%s”".formatted(undefined.what(), name));
        }
    }

    private static Undefined missing(Value value, String name) {
        return new Undefined("the member “%s” of a %s".formatted(name, PythonText.typeName(value)));
    }

    private static @Nullable Value ownAttribute(Value value, String name) {
        return switch (value) {
            case Namespace namespace -> namespace.members().get(name);
            case Attributes attributes -> attributes.attribute(name);
            case Text text -> TextMethods.of(text.value(), name);
            case Dict dict -> CollectionMethods.of(dict, name);
            case Items items -> CollectionMethods.of(items, items.values(), name);
            case Tuple tuple -> CollectionMethods.of(tuple, tuple.values(), name);
            default -> null;
        };
    }

    private static @Nullable Value ownItem(Value value, Value key) {
        return switch (value) {
            case Dict dict -> dict.members().get(key);
            case Items items -> at(items.values(), key);
            case Tuple tuple -> at(tuple.values(), key);
            case Text text when Operators.isWhole(key) -> at(Operators.iterate(text), key);
            default -> null;
        };
    }

    private static @Nullable Value at(List<Value> values, Value key) {
        if (!Operators.isWhole(key)) {
            return null;
        }
        BigInteger index = Operators.whole(key);
        int size = values.size();
        BigInteger place = index.signum() < 0 ? index.add(BigInteger.valueOf(size)) : index;
        return place.signum() < 0 || place.compareTo(BigInteger.valueOf(size)) >= 0 ? null : values.get(place.intValue());
    }

    /** A slice's bounds on a sequence of a known length (Python's {@code slice.indices}). */
    private record Slice(int start, int stop, int step) {

        static Slice of(Value start, Value stop, Value step, int size) {
            int stride = bound(step, 1, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
            if (stride == 0) {
                throw new ValueError("a slice has the step 0");
            }
            boolean forward = stride > 0;
            int low = forward ? 0 : -1;
            int high = forward ? size : size - 1;
            return new Slice(clamp(start, forward ? low : high, low, high, size),
                    clamp(stop, forward ? high : low, low, high, size), stride);
        }

        <T> List<T> pick(List<T> values) {
            List<T> picked = new ArrayList<>();
            for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
                picked.add(values.get((int) i));
            }
            return picked;
        }

        private static int clamp(Value value, int fallback, int low, int high, int size) {
            if (value instanceof None) {
                return fallback;
            }
            int index = bound(value, 0, -size - 1, size);
            return Math.clamp(index < 0 ? (long) index + size : index, low, high);
        }

        private static int bound(Value value, int fallback, int low, int high) {
            if (value instanceof None) {
                return fallback;
            }
            if (!(value instanceof Int number)) {
                throw new ValueError("the bounds of a slice are whole numbers, not %s".formatted(PythonText.typeName(value)));
            }
            return number.value().max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValue();
        }
    }
}
