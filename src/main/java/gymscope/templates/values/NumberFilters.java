package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Filters.Filter;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers of values, and texts of numbers. */
final class NumberFilters {

    private static final Pattern FLOAT = Pattern
            .compile("[+-]?(?:(?:\\d+(?:_\\d+)*)?\\.?(?:\\d+(?:_\\d+)*)?(?:[eE][+-]?\\d+(?:_\\d+)*)?)");
    private static final Pattern NAMED_FLOAT = Pattern.compile("[+-]?(?:inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

    private NumberFilters() {
    }

    static void addTo(Map<String, Filter> filters) {
        filters.put("int", NumberFilters::whole);
        filters.put("float", NumberFilters::real);
        filters.put("abs", (input, arguments) -> {
            arguments.bind("abs", 0);
            return absolute(input);
        });
        filters.put("round", NumberFilters::round);
        filters.put("filesizeformat", NumberFilters::fileSize);
    }

    private static Value absolute(Value input) {
        Operators.refuseUndefined(input);
        if (input instanceof Real real) {
            return new Real(Math.abs(real.value()));
        }
        if (!Numbers.isWhole(input)) {
            throw ValueError.type("bad operand type for abs(): '%s'".formatted(PythonText.typeName(input)));
        }
        return new Int(Numbers.whole(input).abs());
    }

    private static Value whole(Value input, Arguments arguments) {
        Bound bound = arguments.bind("int", 0, "default", "base");
        Value fallback = bound.get(0, Value.of(0));
        Operators.refuseUndefined(input);
        if (input instanceof Text text) {
            BigInteger parsed = parse(PythonText.str(Texts.strip(text, null, true, true)), bound.integer(1, 10));
            if (parsed != null) {
                return new Int(parsed);
            }
            Double real = parse(text);
            return real == null || !Double.isFinite(real) ? fallback : new Int(new BigDecimal(real).toBigInteger());
        }
        if (input instanceof Real real) {
            if (Double.isInfinite(real.value())) {
                throw ValueError.of("OverflowError", "cannot convert float infinity to integer");
            }
            return Double.isNaN(real.value()) ? fallback : new Int(new BigDecimal(real.value()).toBigInteger());
        }
        return Numbers.isWhole(input) ? new Int(Numbers.whole(input)) : fallback;
    }

    /** {@code int(text, base)}, null when the text is no such number. */
    private static @Nullable BigInteger parse(String text, int base) {
        String sign = text.startsWith("-") ? "-" : "";
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int radix = base;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            int named = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 0;
            };
            if (named != 0 && (base == 0 || base == named)) {
                radix = named;
                digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
            }
        }
        if (radix == 0) {
            radix = 10;
        }
        if (radix < 2 || radix > 36 || digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")
                || digits.startsWith("-") || digits.startsWith("+")) {
            return null;
        }
        try {
            return new BigInteger(sign + digits.replace("_", ""), radix);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static Value real(Value input, Arguments arguments) {
        Value fallback = arguments.bind("float", 0, "default").get(0, new Real(0));
        Operators.refuseUndefined(input);
        if (input instanceof Text text) {
            Double parsed = parse(text);
            return parsed == null ? fallback : new Real(parsed);
        }
        return Numbers.isNumber(input) ? new Real(Numbers.real(input)) : fallback;
    }

    /** {@code float(text)}, null when the text is no number. */
    private static @Nullable Double parse(Text given) {
        String text = Texts.strip(given, null, true, true).value();
        if (NAMED_FLOAT.matcher(text).matches()) {
            char first = Character.toLowerCase(text.charAt(text.startsWith("-") || text.startsWith("+") ? 1 : 0));
            return first == 'n' ? Double.NaN : text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!FLOAT.matcher(text).matches() || text.chars().noneMatch(Character::isDigit)) {
            return null;
        }
        try {
            return Double.valueOf(text.replace("_", ""));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static Value round(Value input, Arguments arguments) {
        Bound bound = arguments.bind("round", 0, "precision", "method");
        String method = bound.has(1) ? PythonText.str(bound.get(1)) : "common";
        int precision = Math.clamp(bound.integer(0, 0), -400, 400);
        Operators.refuseUndefined(input);
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw ValueError.of("FilterArgumentError", "method must be common, ceil or floor");
        }
        if (!Numbers.isNumber(input)) {
            throw ValueError.type("type %s doesn't define __round__ method".formatted(PythonText.typeName(input)));
        }
        if (method.equals("common")) {
            return rounded(input, precision);
        }
        Value scale = Operators.arithmetic("**", Value.of(10), Value.of(precision));
        Value scaled = Operators.arithmetic("*", input, scale);
        if (scaled instanceof Real real) {
            if (!Double.isFinite(real.value())) {
                throw ValueError.of("OverflowError", "cannot convert float infinity to integer");
            }
            double cut = method.equals("ceil") ? Math.ceil(real.value()) : Math.floor(real.value());
            scaled = new Int(new BigDecimal(cut).toBigInteger());
        }
        return Operators.arithmetic("/", scaled, scale);
    }

    private static Value rounded(Value input, int precision) {
        if (input instanceof Real real) {
            return Double.isFinite(real.value())
                    ? new Real(Math.copySign(
                            new BigDecimal(real.value()).setScale(precision, RoundingMode.HALF_EVEN).doubleValue(), real.value()))
                    : real;
        }
        BigInteger whole = Numbers.whole(input);
        return new Int(precision >= 0
                ? whole
                : new BigDecimal(whole).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
    }

    private static Value fileSize(Value input, Arguments arguments) {
        boolean binary = arguments.bind("filesizeformat", 0, "binary").flag(0, false);
        Operators.refuseUndefined(input);
        Double parsed = input instanceof Text text
                ? parse(text)
                : Numbers.isNumber(input) ? Double.valueOf(Numbers.real(input)) : null;
        if (parsed == null) {
            throw ValueError.value("could not convert %s to float".formatted(PythonText.repr(input)));
        }
        double bytes = parsed;
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return Value.of("1 Byte");
        }
        if (bytes < base) {
            return Value.of((long) bytes + " Bytes");
        }
        String prefixes = "kMGTPEZY";
        double unit = base;
        int place = -1;
        do {
            unit *= base;
            place++;
        } while (bytes >= unit && place < prefixes.length() - 1);
        char prefix = binary ? Character.toUpperCase(prefixes.charAt(place)) : prefixes.charAt(place);
        return Value.of(Decimals.format(base * bytes / unit, 'f', 1, false) + " " + prefix + (binary ? "iB" : "B"));
    }
}
