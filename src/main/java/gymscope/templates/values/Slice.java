package gymscope.templates.values;

import gymscope.templates.values.Value.None;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A slice's bounds on a sequence of a known length (Python's {@code slice.indices}). */
record Slice(int start, int stop, int step) {

    static Slice of(Value start, Value stop, Value step, int size) {
        int stride = bound(step, 1, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
        if (stride == 0) {
            throw ValueError.value("slice step cannot be zero");
        }
        boolean forward = stride > 0;
        int low = forward ? 0 : -1;
        int high = forward ? size : size - 1;
        return new Slice(clamp(start, forward ? low : high, low, high, size),
                clamp(stop, forward ? high : low, low, high, size), stride);
    }

    <T> List<T> pick(List<T> values) {
        if (step == 1) {
            return start >= stop ? List.of() : values.subList(start, stop);
        }
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
        Operators.refuseUndefined(value);
        if (!Numbers.isWhole(value)) {
            throw ValueError.type("slice indices must be integers or None or have an __index__ method");
        }
        return Numbers.whole(value).max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValue();
    }
}
