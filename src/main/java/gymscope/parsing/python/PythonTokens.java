package gymscope.parsing.python;

import gymscope.parsing.arguments.PythonCursor;
import gymscope.parsing.python.PythonExpression.Literal;
import gymscope.parsing.python.PythonExpression.Other;
import gymscope.wire.Span;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Python source by its words, strings and space, at a place. For one thread. */
final class PythonTokens {

    static final Set<String> KEYWORDS = Set.of("False", "None", "True", "and", "as", "assert", "async", "await", "break",
            "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
            "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield");

    private static final Pattern PREFIX = Pattern.compile("(?i)[rbuf]{1,2}(?=['\"])");

    private final PythonCursor cursor;
    private int brackets;

    PythonTokens(String text) {
        this.cursor = new PythonCursor(text);
    }

    String text() {
        return cursor.text();
    }

    int at() {
        return cursor.at();
    }

    boolean isAtEnd() {
        return cursor.isAtEnd();
    }

    char peek() {
        return cursor.peek();
    }

    boolean take(char c) {
        return cursor.take(c);
    }

    boolean startsWith(String word) {
        return cursor.startsWith(word);
    }

    void skip(int characters) {
        cursor.skip(characters);
    }

    /** The number that stands here, null where JSON has no form for it. */
    @Nullable
    JsonNode number() {
        return cursor.number();
    }

    /** A bracket was opened: newlines are space in it. */
    void open() {
        brackets++;
    }

    /** Takes a closing bracket. */
    void close(char closer) throws NotPython {
        space();
        if (!cursor.take(closer)) {
            throw new NotPython();
        }
        brackets--;
    }

    /** Skips space; newlines only inside brackets. */
    void space() {
        while (!cursor.isAtEnd()) {
            char c = cursor.peek();
            if (c == ' ' || c == '\t' || c == '\f' || (brackets > 0 && (c == '\n' || c == '\r'))) {
                cursor.skip(1);
            } else if (cursor.startsWith("\\\n")) {
                cursor.skip(2);
            } else if (c == '#') {
                while (!cursor.isAtEnd() && cursor.peek() != '\n') {
                    cursor.skip(1);
                }
            } else {
                return;
            }
        }
    }

    /** Takes an argument's name and its equals sign; null when there is none. */
    @Nullable
    String keyword() throws NotPython {
        int start = cursor.at();
        String name = word();
        if (name.isEmpty()) {
            return null;
        }
        cursor.skip(name.length());
        space();
        if (cursor.peek() != '=' || cursor.startsWith("==")) {
            cursor.skip(start - cursor.at());
            return null;
        }
        if (KEYWORDS.contains(name)) {
            throw new NotPython();
        }
        cursor.skip(1);
        return name;
    }

    /** The strings that stand side by side here, as one expression. */
    PythonExpression strings() throws NotPython {
        int start = cursor.at();
        StringBuilder whole = new StringBuilder();
        boolean text = true;
        int end = start;
        while (cursor.peek() == '\'' || cursor.peek() == '"' || prefixLength() > 0) {
            int length = prefixLength();
            String prefix = cursor.text().substring(cursor.at(), cursor.at() + length);
            cursor.skip(length);
            StringBuilder part = new StringBuilder();
            if (!cursor.string(part, prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0)) {
                throw new NotPython();
            }
            boolean formatted = prefix.indexOf('f') >= 0 || prefix.indexOf('F') >= 0;
            text = text && prefix.indexOf('b') < 0 && prefix.indexOf('B') < 0 && (!formatted || withoutFields(part));
            whole.append(part);
            end = cursor.at();
            space();
        }
        cursor.skip(end - cursor.at());
        return text
                ? new Literal(StringNode.valueOf(whole.toString()), true, new Span(start, cursor.at()))
                : new Other(new Span(start, cursor.at()));
    }

    /** Halves the doubled braces of a formatted string; false when it has fields. */
    private static boolean withoutFields(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '}') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != c) {
                    return false;
                }
                text.deleteCharAt(i);
            }
        }
        return true;
    }

    /** How long the prefix of a string is that begins here, 0 where none does. */
    int prefixLength() {
        char c = cursor.peek();
        if ("rRbBuUfF".indexOf(c) < 0) {
            return 0;
        }
        var matcher = PREFIX.matcher(cursor.text()).region(cursor.at(), Math.min(cursor.text().length(), cursor.at() + 3));
        return matcher.lookingAt() ? matcher.end() - matcher.start() : 0;
    }

    /** Takes the word that stands here, which may be a keyword or not. */
    String identifier(boolean keyword) throws NotPython {
        String name = word();
        if (name.isEmpty() || (!keyword && KEYWORDS.contains(name))) {
            throw new NotPython();
        }
        cursor.skip(name.length());
        return name;
    }

    /** The word that stands here, without taking it; empty when there is none. */
    String word() {
        String text = cursor.text();
        int end = cursor.at();
        while (end < text.length() && isWordPart(text.charAt(end), end > cursor.at())) {
            end++;
        }
        return text.substring(cursor.at(), end);
    }

    static boolean isWordPart(char c, boolean inside) {
        return c == '_' || Character.isLetter(c) || (inside && Character.isDigit(c));
    }
}
