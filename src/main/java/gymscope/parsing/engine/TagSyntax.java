package gymscope.parsing.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a format writes one argument in tags. The last part of a pattern must not end by looking beyond it.
 *
 * @param open begins an argument; its text before a value is the name
 * @param namePart which part of {@code open} captures the name, -1 when the name stands between {@code open} and {@code nameEnd}
 * @param nameEnd ends a name and begins the value, null when {@code open} does
 * @param jsonPart which part of {@code open} captures {@code true} for text and {@code false} for JSON, -1 when all is text
 * @param close ends the value
 * @param next begins the next argument and so ends a value that nothing closed, null when nothing does
 * @param trim what of the value's white space is the format's
 * @param needsName whether an argument without a name is none
 * @param wrappers names of a single argument that may hold all others, tried in this order
 */
record TagSyntax(TagPattern open, int namePart, @Nullable TagPattern nameEnd, int jsonPart, TagPattern close,
        @Nullable TagPattern next, Trim trim, boolean needsName, List<String> wrappers) {

    /** White space of values. */
    enum Trim {
        /** All of it is the value's. */
        NONE,
        /** One line feed at either end is the format's. */
        LINE,
        /** White space at either end is the format's. */
        ALL
    }

    TagSyntax {
        wrappers = List.copyOf(wrappers);
    }
}
