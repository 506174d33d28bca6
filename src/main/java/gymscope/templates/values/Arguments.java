package gymscope.templates.values;

import gymscope.templates.values.Value.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, filter or test. Neither collection may be changed afterwards.
 *
 * @param positional in their order
 * @param named by name, in their order
 */
public record Arguments(List<Value> positional, Map<String, Value> named) {

    private static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** No arguments. */
    public static Arguments none() {
        return NONE;
    }

    /** Positional arguments only. */
    public static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    /** The same without the first so many positional arguments. */
    public Arguments from(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }

    /** The same without some of the named ones. */
    public Arguments without(Collection<String> names) {
        Map<String, Value> rest = new LinkedHashMap<>(named);
        rest.keySet().removeAll(names);
        return new Arguments(positional, rest);
    }

    /**
     * The arguments as the parameters of a function.
     *
     * @param function its name, for messages
     * @param required how many of the parameters need a value
     * @param parameters their names in their order
     */
    public Bound bind(String function, int required, String... parameters) {
        if (positional.size() > parameters.length) {
            throw ValueError.type("%s() takes at most %d argument(s) but %d were given".formatted(function, parameters.length,
                    positional.size()));
        }
        Value[] values = positional.toArray(new Value[parameters.length]);
        named.forEach((name, value) -> {
            int place = List.of(parameters).indexOf(name);
            if (place < 0) {
                throw ValueError.type("%s() got an unexpected keyword argument '%s'".formatted(function, name));
            }
            if (place < positional.size()) {
                throw ValueError.type("%s() got multiple values for argument '%s'".formatted(function, name));
            }
            values[place] = value;
        });
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw ValueError.type("%s() missing required argument: '%s'".formatted(function, parameters[i]));
            }
        }
        return new Bound(values);
    }

    /** Arguments by the place of their parameter. */
    public static final class Bound {

        private final @Nullable Value[] values;

        private Bound(@Nullable Value[] values) {
            this.values = values;
        }

        /** Whether a value was given. */
        public boolean has(int place) {
            return values[place] != null;
        }

        /** The value of a required parameter. */
        public Value get(int place) {
            return get(place, Value.NONE);
        }

        /** The value, or a fallback. */
        public Value get(int place, Value fallback) {
            Value value = values[place];
            return value == null ? fallback : value;
        }

        /** A value as {@code bool}. */
        public boolean flag(int place, boolean fallback) {
            Value value = values[place];
            return value == null ? fallback : Operators.truth(value);
        }

        /** A value that must be a str. */
        public Text text(int place) {
            Value value = get(place);
            Operators.refuseUndefined(value);
            if (value instanceof Text text) {
                return text;
            }
            throw ValueError.type("expected str, not " + PythonText.typeName(value));
        }

        /** A value that may be a str or None. */
        public @Nullable String textOrNone(int place) {
            Value value = values[place];
            return value == null || value instanceof Value.None ? null : text(place).value();
        }

        /** A value that must be an int, cut to the range of 32 bits; None is as if nothing was given. */
        public int integer(int place, int fallback) {
            Value value = values[place];
            if (value == null || value instanceof Value.None) {
                return fallback;
            }
            Operators.refuseUndefined(value);
            java.math.BigInteger number = Numbers.whole(value);
            return number.bitLength() < 32 ? number.intValue() : number.signum() < 0 ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
        }
    }
}
