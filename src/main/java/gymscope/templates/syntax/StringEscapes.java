package gymscope.templates.syntax;

/** Python's escapes in string literals; an unknown escape stays as it is written, backslash included. */
final class StringEscapes {

    private StringEscapes() {
    }

    /**
     * The text that a literal stands for.
     *
     * @throws IllegalArgumentException in Python's words when it has an escape that cannot be read
     */
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
            case 'N' -> {
                return appendNamed(text, literal, start);
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
        int end = start + 2 + digits;
        boolean whole = end <= literal.length()
                && literal.substring(start + 2, end).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
        if (!whole) {
            throw new IllegalArgumentException(
                    "truncated \\%s%s escape".formatted(literal.charAt(start + 1), "X".repeat(digits)));
        }
        int code = Integer.parseUnsignedInt(literal, start + 2, end, 16);
        if (!Character.isValidCodePoint(code)) {
            throw new IllegalArgumentException("illegal Unicode character");
        }
        text.appendCodePoint(code);
        return end - start;
    }

    private static int appendNamed(StringBuilder text, String literal, int start) {
        int end = literal.indexOf('}', start);
        if (!literal.startsWith("{", start + 2) || end < 0) {
            throw new IllegalArgumentException("malformed \\N character escape");
        }
        try {
            text.appendCodePoint(Character.codePointOf(literal.substring(start + 3, end)));
            return end + 1 - start;
        } catch (IllegalArgumentException unknownName) {
            throw new IllegalArgumentException("unknown Unicode character name", unknownName);
        }
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
