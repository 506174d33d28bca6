package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Real;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The attributes and methods of {@code int}, {@code bool} and {@code float}. */
final class NumberMethods {

    private NumberMethods() {
    }

    static @Nullable Value of(Value value, String name) {
        return switch (value) {
            case Int _,Bool _ -> ofWhole(Numbers.whole(value), name);
            case Real real -> ofReal(real, name);
            default -> null;
        };
    }

    private static @Nullable Value ofWhole(BigInteger number, String name) {
        return switch (name) {
            case "real", "numerator" -> new Int(number);
            case "imag" -> Value.of(0);
            case "denominator" -> Value.of(1);
            case "conjugate" -> method(name, new Int(number));
            case "bit_length" -> method(name, Value.of(number.abs().bitLength()));
            case "bit_count" -> method(name, Value.of(number.abs().bitCount()));
            case "as_integer_ratio" -> method(name, Value.Tuple.of(new Int(number), Value.of(1)));
            default -> null;
        };
    }

    private static @Nullable Value ofReal(Real real, String name) {
        return switch (name) {
            case "real" -> real;
            case "imag" -> new Real(0);
            case "conjugate" -> method(name, real);
            case "is_integer" -> method(name, Value.of(real.value() == Math.rint(real.value())
                    && Double.isFinite(real.value())));
            default -> null;
        };
    }

    private static Function method(String name, Value result) {
        return arguments -> {
            arguments.bind(name, 0);
            return result;
        };
    }
}
