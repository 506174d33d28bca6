package gymscope.templates.values;

import gymscope.wire.PythonJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats in the forms that Python's and C's format letters name. */
final class Decimals {

    private Decimals() {
    }

    /**
     * A number that is not negative.
     *
     * @param type {@code e f g %} or their capitals, 0 for the shortest form that reads back
     * @param precision digits, -1 for the usual ones
     * @param alternate whether the point and trailing zeros stay
     */
    static String format(double number, char type, int precision, boolean alternate) {
        boolean large = Character.isUpperCase(type);
        if (!Double.isFinite(number)) {
            String name = Double.isNaN(number) ? "nan" : "inf";
            return (large ? name.toUpperCase(Locale.ROOT) : name) + (type == '%' ? "%" : "");
        }
        String text = switch (Character.toLowerCase(type)) {
            case 0 -> precision < 0 ? PythonJson.floatText(number) : general(number, Math.max(1, precision), alternate, true);
            case 'f' -> fixed(new BigDecimal(number), precision < 0 ? 6 : precision, alternate);
            case '%' -> fixed(new BigDecimal(number * 100), precision < 0 ? 6 : precision, alternate) + "%";
            case 'e' -> scientific(number, precision < 0 ? 6 : precision, alternate);
            default -> general(number, precision < 0 ? 6 : Math.max(1, precision), alternate, false);
        };
        return large ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(BigDecimal number, int digits, boolean alternate) {
        String text = number.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return digits == 0 && alternate ? text + "." : text;
    }

    private static String scientific(double number, int digits, boolean alternate) {
        if (number == 0) {
            return (digits == 0 ? alternate ? "0." : "0" : "0." + "0".repeat(digits)) + "e+00";
        }
        BigDecimal rounded = new BigDecimal(number).round(new java.math.MathContext(digits + 1, RoundingMode.HALF_EVEN));
        StringBuilder text = new StringBuilder(rounded.unscaledValue().toString());
        int exponent = text.length() - 1 - rounded.scale();
        text.repeat('0', Math.max(0, digits + 1 - text.length()));
        text.setLength(digits + 1);
        if (digits > 0 || alternate) {
            text.insert(1, '.');
        }
        return text.append(exponentText(exponent)).toString();
    }

    private static String exponentText(int exponent) {
        return "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String general(double number, int digits, boolean alternate, boolean shortest) {
        String form = scientific(number, digits - 1, false);
        int mark = form.indexOf('e');
        int exponent = Integer.parseInt(form.substring(mark + 1));
        if (exponent < -4 || exponent >= digits - (shortest ? 1 : 0)) {
            String mantissa = form.substring(0, mark);
            return (alternate ? mantissa : stripped(mantissa)) + exponentText(exponent);
        }
        String plain = fixed(new BigDecimal(number), Math.max(0, digits - 1 - exponent), alternate);
        String text = alternate ? plain : stripped(plain);
        return shortest && text.indexOf('.') < 0 ? text + ".0" : text;
    }

    private static String stripped(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
