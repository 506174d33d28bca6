package gymscope.parsing.markup;

import gymscope.wire.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A start tag with a name in quotes.
 *
 * @param before the text up to the name, the first quote included
 * @param after the text from the second quote on
 */
record Element(String before, String after) {

    /** Where the name of the next tag stands that is whole before {@code to}; null when there is none. */
    @Nullable
    Span find(String text, int from, int to) {
        for (int tag = text.indexOf(before, from); tag >= 0; tag = text.indexOf(before, tag + 1)) {
            int name = tag + before.length();
            int quote = text.indexOf('"', name);
            if (quote < 0 || quote + after.length() > to) {
                return null;
            }
            if (quote > name && text.startsWith(after, quote)) {
                return new Span(name, quote);
            }
        }
        return null;
    }

    /** The value, or the text where there is none. */
    static JsonNode orText(@Nullable JsonNode value, String text) {
        return value == null ? StringNode.valueOf(text) : value;
    }
}
