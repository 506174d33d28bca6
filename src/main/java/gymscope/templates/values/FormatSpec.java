package gymscope.templates.values;

import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification: {@code [[fill]align][sign][z][#][0][width][grouping][.precision][type]}.
 *
 * @param fill the character that fills up
 * @param align {@code <}, {@code >}, {@code =}, {@code ^}, or a blank for the type's own
 * @param sign {@code +}, {@code -} or a blank, 0 when not given
 * @param noNegativeZero whether {@code z} was given: a result of minus zero has no sign
 * @param alternate whether {@code #} was given
 * @param width at least so many characters
 * @param grouping {@code ,}, {@code _} or nothing
 * @param precision digits or characters, -1 when not given
 * @param type the letter, 0 when not given
 */
record FormatSpec(String fill, char align, char sign, boolean noNegativeZero,
        boolean alternate, int width, String grouping, int precision, char type) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?(.)?", Pattern.DOTALL);

    static FormatSpec parse(String spec, Value value) {
        Matcher form = FORM.matcher(spec);
        if (!form.matches() && !(spec.codePointCount(0, spec.length()) < spec.length() && form.matches())) {
            throw ValueError.value("Invalid format specifier '%s' for object of type '%s'".formatted(spec,
                    PythonText.typeName(value)));
        }
        boolean zero = form.group(6) != null;
        String fill = form.group(1) != null ? form.group(1) : zero && form.group(2) == null ? "0" : " ";
        char align = form.group(2) != null ? form.group(2).charAt(0) : zero && !(value instanceof Text) ? '=' : ' ';
        return new FormatSpec(fill, align, form.group(3) == null ? 0 : form.group(3).charAt(0), form.group(4) != null,
                form.group(5) != null,
                number(form.group(7), 0), form.group(8) == null ? "" : form.group(8), number(form.group(9), -1),
                form.group(10) == null ? 0 : form.group(10).charAt(0));
    }

    private static int number(String digits, int fallback) {
        if (digits == null) {
            return fallback;
        }
        if (digits.length() > 7) {
            throw ValueError.value("Too many decimal digits in format string");
        }
        return Integer.parseInt(digits);
    }

    /** {@code format(value, spec)}. */
    static String format(Value value, String spec) {
        if (spec.isEmpty()) {
            return PythonText.str(value);
        }
        FormatSpec parsed = parse(spec, value);
        parsed.refuseZeroCoercion(value);
        Operators.checkSize((long) parsed.width + Math.max(0, parsed.precision));
        return switch (value) {
            case Text text -> parsed.text(text.value());
            case Real real -> parsed.real(real.value(), value);
            case Value number when Numbers.isWhole(number) -> "eEfFgG%".indexOf(parsed.type) >= 0 && parsed.type != 0
                    ? parsed.real(Numbers.real(number), value)
                    : parsed.whole(Numbers.whole(number), value);
            default -> throw ValueError
                    .type("unsupported format string passed to %s.__format__".formatted(PythonText.typeName(value)));
        };
    }

    private void refuseZeroCoercion(Value value) {
        if (noNegativeZero && (value instanceof Text || (Numbers.isWhole(value) && "eEfFgG%".indexOf(type) < 0))) {
            throw ValueError.value("Negative zero coercion (z) not allowed in %s format specifier"
                    .formatted(value instanceof Text ? "string" : "integer"));
        }
    }

    private String text(String text) {
        if (type != 0 && type != 's') {
            throw unknown("str");
        }
        if (sign != 0) {
            throw ValueError.value("Sign not allowed in string format specifier");
        }
        if (alternate) {
            throw ValueError.value("Alternate form (#) not allowed in string format specifier");
        }
        if (!grouping.isEmpty()) {
            throw ValueError.value("Cannot specify '%s' with 's'.".formatted(grouping));
        }
        if (align == '=') {
            throw ValueError.value("'=' alignment not allowed in string format specifier");
        }
        String cut = precision >= 0 && precision < Texts.length(text) ? text.substring(0, Texts.offset(text, precision)) : text;
        return padded("", cut, '<');
    }

    private ValueError unknown(String typeName) {
        return ValueError.value("Unknown format code '%s' for object of type '%s'".formatted(type, typeName));
    }

    private String whole(BigInteger number, Value value) {
        if (precision >= 0) {
            throw ValueError.value("Precision not allowed in integer format specifier");
        }
        String signed = signed(number.signum() < 0);
        BigInteger size = number.abs();
        return switch (type) {
            case 0, 'd', 'n' -> padded(signed, grouped(size.toString(), 3, signed.length()), '>');
            case 'x' -> padded(signed + (alternate ? "0x" : ""), grouped(size.toString(16), 4, signed.length()), '>');
            case 'X' -> padded(signed + (alternate ? "0X" : ""),
                    grouped(size.toString(16).toUpperCase(Locale.ROOT), 4, signed.length()), '>');
            case 'o' -> padded(signed + (alternate ? "0o" : ""), grouped(size.toString(8), 4, signed.length()), '>');
            case 'b' -> padded(signed + (alternate ? "0b" : ""), grouped(size.toString(2), 4, signed.length()), '>');
            case 'c' -> padded("", PercentFormat.character(number), '<');
            default -> throw unknown(PythonText.typeName(value));
        };
    }

    private String real(double number, Value value) {
        char kind = type == 'n' ? 'g' : type;
        if (kind != 0 && "eEfFgG%".indexOf(kind) < 0) {
            throw unknown(PythonText.typeName(value));
        }
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        String body = Decimals.format(Math.abs(number), kind, precision, alternate);
        if (noNegativeZero && body.chars().noneMatch(c -> c >= '1' && c <= '9')) {
            negative = false;
        }
        int digits = 0;
        while (digits < body.length() && Character.isDigit(body.charAt(digits))) {
            digits++;
        }
        String rest = body.substring(digits);
        String sign = signed(negative);
        return padded(sign, grouped(body.substring(0, digits), 3, rest.length() + sign.length()) + rest, '>');
    }

    private String signed(boolean negative) {
        return negative ? "-" : sign == '+' || sign == ' ' ? String.valueOf(sign) : "";
    }

    /** The digits in groups; where zeros fill up, they are grouped too. */
    private String grouped(String digits, int size, int after) {
        if (grouping.isEmpty() || digits.isEmpty()) {
            return digits;
        }
        String all = digits;
        if (align == '=' && fill.equals("0")) {
            while (all.length() + (all.length() - 1) / size + after < width) {
                all = "0" + all;
            }
        }
        StringBuilder grouped = new StringBuilder(all);
        for (int i = all.length() - size; i > 0; i -= size) {
            grouped.insert(i, grouping);
        }
        return grouped.toString();
    }

    private String padded(String prefix, String body, char own) {
        int missing = width - Texts.length(prefix) - Texts.length(body);
        if (missing <= 0) {
            return prefix + body;
        }
        return switch (align == ' ' ? own : align) {
            case '<' -> prefix + body + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + prefix + body + fill.repeat(missing - missing / 2);
            case '=' -> prefix + fill.repeat(missing) + body;
            default -> fill.repeat(missing) + prefix + body;
        };
    }
}
