package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code text % values}: Python's formatting in C's manner. */
final class PercentFormat {

    private static final Pattern DIRECTIVE = Pattern
            .compile("%(?:\\(([^()]*)\\))?([-+ #0]*)(\\*|\\d+)?(?:\\.(\\*|\\d+)?)?[hlL]?(.)", Pattern.DOTALL);

    private final Text format;
    private final Value given;
    private final List<Value> values;
    private int next;

    private PercentFormat(Text format, Value given) {
        this.format = format;
        this.given = given;
        this.values = given instanceof Tuple tuple ? tuple.values() : List.of(given);
    }

    static Text format(Text format, Value given) {
        return new PercentFormat(format, given).run();
    }

    private Text run() {
        TextBuilder result = new TextBuilder();
        String text = format.value();
        Matcher directive = DIRECTIVE.matcher(text);
        int at = 0;
        boolean named = false;
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', at)) {
            result.append(Texts.part(format, at, percent));
            if (!directive.find(percent) || directive.start() != percent) {
                throw ValueError.value("incomplete format");
            }
            named |= directive.group(1) != null;
            result.append(directive(directive, percent));
            Operators.checkSize(result.length());
            at = directive.end();
        }
        boolean mapping = given instanceof Dict || given instanceof Items || given instanceof Undefined
                || given instanceof Value.Range;
        if (next < values.size() && !named && !mapping) {
            throw ValueError.type("not all arguments converted during string formatting");
        }
        return result.append(Texts.part(format, at, text.length())).build(format.markup());
    }

    private Text directive(Matcher directive, int place) {
        char type = directive.group(5).charAt(0);
        if (type == '%' && directive.end() == place + 2) {
            return Value.of("%");
        }
        Value keyed = directive.group(1) == null ? null : keyed(directive.group(1));
        String flags = directive.group(2);
        int width = number(directive.group(3));
        boolean left = flags.contains("-") || width < 0;
        boolean point = directive.group().contains(".") && directive.end(3) < directive.end(5)
                && format.value().substring(Math.max(directive.end(2), directive.end(3)), directive.end()).startsWith(".");
        int precision = point ? Math.max(0, number(directive.group(4))) : -1;
        if (type == '%') {
            return Value.of("%");
        }
        Value value = keyed == null ? nextValue() : keyed;
        Text converted = converted(value, type, flags, precision, place);
        int size = Math.abs(width);
        Operators.checkSize(size);
        int missing = size - Texts.length(converted.value());
        if (missing <= 0) {
            return converted;
        }
        if (flags.contains("0") && !left && "diouxXeEfFgG".indexOf(type) >= 0) {
            return Value.of(zeroFilled(converted.value(), missing));
        }
        return TextMethods.padded(converted, left ? 0 : missing, left ? missing : 0, " ");
    }

    private static String zeroFilled(String number, int missing) {
        int prefix = number.startsWith("-") || number.startsWith("+") || number.startsWith(" ") ? 1 : 0;
        if (number.startsWith("0x", prefix) || number.startsWith("0X", prefix) || number.startsWith("0o", prefix)) {
            prefix += 2;
        }
        return number.substring(0, prefix) + "0".repeat(missing) + number.substring(prefix);
    }

    private int number(String digits) {
        if (digits == null) {
            return 0;
        }
        if (!digits.equals("*")) {
            return digits.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        }
        Value value = nextValue();
        if (!Numbers.isWhole(value)) {
            throw ValueError.type("* wants int");
        }
        return Numbers.whole(value).intValue();
    }

    private Value keyed(String key) {
        if (!(given instanceof Dict dict)) {
            throw ValueError.type("format requires a mapping");
        }
        Value value = dict.members().get(Value.of(key));
        if (value == null) {
            throw ValueError.of("KeyError", PythonText.repr(Value.of(key)));
        }
        return value;
    }

    private Value nextValue() {
        if (next >= values.size()) {
            throw ValueError.type("not enough arguments for format string");
        }
        return values.get(next++);
    }

    private Text converted(Value value, char type, String flags, int precision, int place) {
        return switch (type) {
            case 's' -> cut(format.markup() ? Escape.escaped(value) : Texts.str(value), precision);
            case 'r' -> cut(Texts.from(PythonText.repr(value), value), precision);
            case 'a' -> cut(Texts.from(JsonText.ascii(PythonText.repr(value)), value), precision);
            case 'c' -> character(value);
            case 'd', 'i', 'u' -> Value.of(whole(toWhole(value, type), flags, precision, 10, ""));
            case 'x' -> Value.of(whole(strictWhole(value, type), flags, precision, 16, "0x"));
            case 'X' -> Value.of(whole(strictWhole(value, type), flags, precision, 16, "0x").toUpperCase(Locale.ROOT));
            case 'o' -> Value.of(whole(strictWhole(value, type), flags, precision, 8, "0o"));
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                if (!Numbers.isNumber(value)) {
                    Operators.refuseUndefined(value);
                    throw ValueError.type("must be real number, not " + PythonText.typeName(value));
                }
                double number = Numbers.real(value);
                boolean negative = number < 0 || (number == 0 && 1 / number < 0);
                yield Value.of(sign(negative, flags)
                        + Decimals.format(Math.abs(number), type, precision < 0 ? 6 : precision, flags.contains("#")));
            }
            default -> throw ValueError.value("unsupported format character '%s' (0x%x) at index %d".formatted(type, (int) type,
                    place + 1));
        };
    }

    private static Text cut(Text text, int precision) {
        return precision < 0 || precision >= Texts.length(text.value())
                ? text
                : Texts.part(text, 0, Texts.offset(text.value(), precision));
    }

    private static Text character(Value value) {
        if (value instanceof Text text && Texts.length(text.value()) == 1) {
            return text;
        }
        if (Numbers.isWhole(value)) {
            return Value.of(character(Numbers.whole(value)));
        }
        throw ValueError.type("%c requires int or char");
    }

    /** The character of a code point. */
    static String character(BigInteger code) {
        if (code.signum() < 0 || code.bitLength() > 21 || code.intValue() > Character.MAX_CODE_POINT) {
            throw ValueError.of("OverflowError", "%c arg not in range(0x110000)");
        }
        return Character.toString(code.intValue());
    }

    private static BigInteger toWhole(Value value, char type) {
        if (value instanceof Real real && Double.isFinite(real.value())) {
            return new BigDecimal(real.value()).toBigInteger();
        }
        if (!Numbers.isWhole(value)) {
            Operators.refuseUndefined(value);
            throw ValueError.type("%%%s format: a real number is required, not %s".formatted(type, PythonText.typeName(value)));
        }
        return Numbers.whole(value);
    }

    private static BigInteger strictWhole(Value value, char type) {
        if (!Numbers.isWhole(value)) {
            throw ValueError.type("%%%s format: an integer is required, not %s".formatted(type, PythonText.typeName(value)));
        }
        return Numbers.whole(value);
    }

    private static String whole(BigInteger number, String flags, int precision, int radix, String prefix) {
        String digits = number.abs().toString(radix);
        String filled = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        return sign(number.signum() < 0, flags) + (flags.contains("#") ? prefix : "") + filled;
    }

    private static String sign(boolean negative, String flags) {
        return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    }
}
