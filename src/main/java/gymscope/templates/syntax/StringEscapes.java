package gymscope.templates.syntax;

/** Python's escapes in string literals; an unknown escape stays as it is written, backslash included. */
final class StringEscapes {

    private StringEscapes() {
    }

    static String decode(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < literal.length()) {
            char c = literal.charAt(i);
            if (c == '\\' && i + 1 < literal.length()) {
                i += appendEscape(text, literal, i);
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    /** Appends what the escape at {@code start} stands for; returns its length in the literal. */
    private static int appendEscape(StringBuilder text, String literal, int start) {
        char kind = literal.charAt(start + 1);
        switch (kind) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'a' -> text.append('\u0007');
            case 'v' -> text.append('\u000b');
            case '\\', '\'', '"' -> text.append(kind);
            case '\n' -> text.append("");
            case 'x' -> {
                return appendCode(text, literal, start, 2);
            }
            case 'u' -> {
                return appendCode(text, literal, start, 4);
            }
            case 'U' -> {
                return appendCode(text, literal, start, 8);
            }
            default -> {
                if (kind >= '0' && kind <= '7') {
                    return appendOctal(text, literal, start);
                }
                text.append('\\').append(kind);
            }
        }
        return 2;
    }

    private static int appendCode(StringBuilder text, String literal, int start, int digits) {
        int end = Math.min(literal.length(), start + 2 + digits);
        try {
            text.appendCodePoint(Integer.parseInt(literal, start + 2, end, 16));
        } catch (IllegalArgumentException notACode) {
            text.append(literal, start, end);
        }
        return end - start;
    }

    private static int appendOctal(StringBuilder text, String literal, int start) {
        int end = start + 1;
        while (end < literal.length() && end < start + 4 && literal.charAt(end) >= '0' && literal.charAt(end) <= '7') {
            end++;
        }
        text.appendCodePoint(Integer.parseInt(literal, start + 1, end, 8));
        return end - start;
    }
}
