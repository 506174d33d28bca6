package gymscope.parsing.engine;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Gemma 4's argument notation. Keys and unquoted values are text; what is cut off is completed, an unquoted value at the cut is
 * left out inside a nested value. Objects and lists are found by their own brackets alone, strings aside, as the reference
 * finds them. For one text and one thread.
 */
final class GemmaValues {

    private static final String QUOTE = "<|\"|>";
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final int end;
    private final boolean cut;
    private final int depth;
    private int at;

    private GemmaValues(String text, int start, int end, boolean cut, int depth) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.cut = cut;
        this.depth = depth;
    }

    /** The arguments between the braces of a call; one closing bracket at the end may be there. */
    static ObjectNode read(String raw) {
        String text = PythonText.strip(raw);
        boolean closed = text.endsWith("}") || (text.endsWith(")") && count(text, '(') < count(text, ')'));
        return new GemmaValues(text, 0, closed ? text.length() - 1 : text.length(), false, 0).object();
    }

    private ObjectNode object() {
        ObjectNode object = Json.object();
        while (skip(" ,\n\t")) {
            int colon = indexOf(":");
            if (colon < 0) {
                return object;
            }
            String key = key(text.substring(at, colon));
            at = colon + 1;
            if (!skip(" \n\t")) {
                if (!cut) {
                    object.put(key, "");
                }
                return object;
            }
            JsonNode value = value(",}]", cut);
            if (value == null) {
                return object;
            }
            object.set(key, value);
        }
        return object;
    }

    private ArrayNode array() {
        ArrayNode array = Json.array();
        while (skip(" ,\n\t")) {
            JsonNode value = value(",]", false);
            if (value == null) {
                return array;
            }
            array.add(value);
        }
        return array;
    }

    /** The value here; null where none can be read and nothing after it either. */
    private @Nullable JsonNode value(String stops, boolean trims) {
        if (startsWithQuote()) {
            return string(trims);
        }
        char open = text.charAt(at);
        if (open == '{' || open == '[') {
            return nested(open, open == '{' ? '}' : ']');
        }
        int start = at;
        while (at < end && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String bare = PythonText.strip(text.substring(start, at));
        boolean uncertain = cut && (at == end || bare.endsWith("."));
        return at == start || uncertain ? null : StringNode.valueOf(bare);
    }

    private JsonNode string(boolean trims) {
        at += QUOTE.length();
        int start = at;
        int close = indexOf(QUOTE);
        int stop = close < 0 ? end : close;
        at = close < 0 ? end : close + QUOTE.length();
        return StringNode.valueOf(text.substring(start, close < 0 && trims ? withoutPartOfQuote(start, stop) : stop));
    }

    private JsonNode nested(char open, char close) {
        int start = at + 1;
        int brackets = 1;
        at++;
        while (at < end && brackets > 0) {
            if (startsWithQuote()) {
                at += QUOTE.length();
                int closed = indexOf(QUOTE);
                at = closed < 0 ? end : closed + QUOTE.length();
            } else {
                char c = text.charAt(at);
                brackets += c == open ? 1 : c == close ? -1 : 0;
                at++;
            }
        }
        boolean whole = brackets == 0;
        int stop = whole ? at - 1 : at;
        if (depth == MAX_DEPTH) {
            return StringNode.valueOf(text.substring(start - 1, at));
        }
        GemmaValues inside = new GemmaValues(text, start, stop, !whole, depth + 1);
        return open == '{' ? inside.object() : inside.array();
    }

    private boolean startsWithQuote() {
        return at + QUOTE.length() <= end && text.startsWith(QUOTE, at);
    }

    /** Passes over these characters; false at the end. */
    private boolean skip(String characters) {
        while (at < end && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < end;
    }

    private int indexOf(String wanted) {
        int found = text.indexOf(wanted, at, end);
        return found >= 0 && found + wanted.length() <= end ? found : -1;
    }

    private int withoutPartOfQuote(int start, int stop) {
        for (int length = Math.min(QUOTE.length() - 1, stop - start); length > 0; length--) {
            if (text.startsWith(QUOTE.substring(0, length), stop - length)) {
                return stop - length;
            }
        }
        return stop;
    }

    private static String key(String text) {
        String key = PythonText.strip(text);
        boolean quoted = key.length() >= 2 * QUOTE.length() && key.startsWith(QUOTE) && key.endsWith(QUOTE);
        return quoted ? key.substring(QUOTE.length(), key.length() - QUOTE.length()) : key;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
