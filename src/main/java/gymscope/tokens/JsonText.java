package gymscope.tokens;

/** Where the parts of JSON end in a text that may be cut off anywhere, found without parsing it. */
final class JsonText {

    private JsonText() {
    }

    /** The place after the string that begins at this quotation mark. */
    static int stringEnd(String text, int quote, int to) {
        int at = quote + 1;
        while (at < to && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(to, at + 1);
    }

    /** The first character of the value after a key that ends here. */
    static int afterColon(String text, int keyEnd, int to) {
        int at = keyEnd;
        while (at < to && (text.charAt(at) == ':' || Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    /** The place after the value that begins here. */
    static int valueEnd(String text, int start, int to) {
        if (start >= to) {
            return to;
        }
        return switch (text.charAt(start)) {
            case '"' -> stringEnd(text, start, to);
            case '{', '[' -> nestedEnd(text, start, to);
            default -> scalarEnd(text, start, to);
        };
    }

    private static int nestedEnd(String text, int start, int to) {
        int depth = 0;
        int at = start;
        while (at < to) {
            char character = text.charAt(at);
            if (character == '"') {
                at = stringEnd(text, at, to);
                continue;
            }
            depth += character == '{' || character == '[' ? 1 : character == '}' || character == ']' ? -1 : 0;
            at++;
            if (depth == 0) {
                return at;
            }
        }
        return to;
    }

    private static int scalarEnd(String text, int start, int to) {
        int at = start;
        while (at < to && ",}]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
