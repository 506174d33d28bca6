package gymscope.parsing.markup;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Span;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kimi K3's tags: a word between {@code <|open|>} or {@code <|close|>} and {@code <|sep|>}, with or without space around it. */
final class Xtml {

    static final String OPEN = "<|open|>";
    static final String CLOSE = "<|close|>";
    static final String SEPARATOR = "<|sep|>";

    private Xtml() {
    }

    /** Where the next tag of that word stands, null when there is none. */
    static @Nullable Span find(String text, String kind, String word, int from) {
        for (int start = text.indexOf(kind, from); start >= 0; start = text.indexOf(kind, start + 1)) {
            int end = end(text, start, kind, word);
            if (end > 0) {
                return new Span(start, end);
            }
        }
        return null;
    }

    /** The character after the tag that begins here: -1 when it is another one, 0 when more text must tell. */
    static int end(CharSequence text, int start, String kind, String word) {
        int at = after(text, start, kind);
        at = at > 0 ? after(text, PythonText.skipSpace(text, at), word) : at;
        return at > 0 ? after(text, PythonText.skipSpace(text, at), SEPARATOR) : at;
    }

    /** The next element with attributes that is whole, null when there is none. */
    static @Nullable XtmlElement element(String text, String word, int from, int to) {
        for (int start = text.indexOf(OPEN, from); start >= 0 && start < to; start = text.indexOf(OPEN, start + 1)) {
            int name = after(text, PythonText.skipSpace(text, start + OPEN.length()), word);
            boolean hasSpace = name > 0 && name < to && PythonText.isSpace(text.charAt(name));
            int separator = hasSpace ? text.indexOf(SEPARATOR, name) : -1;
            Span close = separator < 0 ? null : find(text, CLOSE, word, separator + SEPARATOR.length());
            if (close != null) {
                return close.end() > to
                        ? null
                        : new XtmlElement(new Span(start, close.end()), attributes(text.substring(name, separator)),
                                new Span(separator + SEPARATOR.length(), close.start()));
            }
        }
        return null;
    }

    /** The place after a word that stands here: -1 when another one does, 0 when the text ends in it. */
    private static int after(CharSequence text, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length()) {
                return 0;
            }
            if (text.charAt(at + i) != word.charAt(i)) {
                return -1;
            }
        }
        return at + word.length();
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        int at = 0;
        for (int equals = text.indexOf("=\"", at); equals >= 0; equals = text.indexOf("=\"", at)) {
            int name = equals;
            while (name > at && isWord(text.charAt(name - 1))) {
                name--;
            }
            int end = text.indexOf('"', equals + 2);
            if (end < 0) {
                break;
            }
            if (name < equals) {
                attributes.put(text.substring(name, equals),
                        text.substring(equals + 2, end).replace("&quot;", "\"").replace("&amp;", "&"));
            }
            at = name < equals ? end + 1 : equals + 1;
        }
        return attributes;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
