package gymscope.templates.values;

import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, filter or test.
 *
 * @param positional in their order
 * @param named by name
 */
public record Arguments(List<Value> positional, Map<String, Value> named) {

    public Arguments {
        positional = List.copyOf(positional);
        named = Map.copyOf(named);
    }

    /** No arguments. */
    public static Arguments none() {
        return new Arguments(List.of(), Map.of());
    }

    /** Positional arguments only. */
    public static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    /** The argument at a place or of a name, null when it is not given. */
    public @Nullable Value find(int index, String name) {
        return index < positional.size() ? positional.get(index) : named.get(name);
    }

    /** The argument at a place or of a name, or a fallback. */
    public Value get(int index, String name, Value fallback) {
        Value value = find(index, name);
        return value == null ? fallback : value;
    }

    /** The argument at a place or of a name. */
    public Value require(int index, String name) {
        Value value = find(index, name);
        if (value == null) {
            throw new ValueError("the argument “" + name + "” is missing");
        }
        return value;
    }

    /** A required text. */
    public String text(int index, String name) {
        if (require(index, name) instanceof Text text) {
            return text.value();
        }
        throw new ValueError("the argument “" + name + "” is no text");
    }

    /** A text, null when it is not given or None. */
    public @Nullable String textOrNull(int index, String name) {
        Value value = find(index, name);
        return value == null || value instanceof Value.None ? null : text(index, name);
    }

    /** A whole number, or a fallback. */
    public int integer(int index, String name, int fallback) {
        Value value = find(index, name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Int number && number.value().bitLength() < 32) {
            return number.value().intValue();
        }
        throw new ValueError("the argument “" + name + "” is no whole number in range");
    }

    /** The same without the first positional argument. */
    public Arguments rest() {
        return new Arguments(positional.subList(Math.min(1, positional.size()), positional.size()), named);
    }

    /** Refuses more than so many positional arguments and named ones that are not known. */
    public Arguments atMost(int count, String... names) {
        if (positional.size() > count) {
            throw new ValueError("there are %d arguments where at most %d fit".formatted(positional.size(), count));
        }
        for (String name : named.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new ValueError("there is no argument named “" + name + "”");
            }
        }
        return this;
    }
}
