package gymscope.parsing.fit;

import gymscope.wire.Span;

/**
 * One thing that a parser loses, or leaves where it does not belong.
 *
 * @param kind what it is
 * @param span where it stands in the text
 * @param sentence what happens to it, and why
 */
public record Finding(Kind kind, Span span, String sentence) {

    /** What is lost. */
    public enum Kind {
        /** The parser raises: the client gets an HTTP error. */
        REFUSED,
        /** Neither calls nor content. */
        ALL_LOST,
        /** A call that the parser does not find. */
        CALL_LOST,
        /** Words that reach no field. */
        TEXT_LOST,
        /** Markers in the content. */
        MARKUP_LEFT,
        /** A call whose tool or arguments are not the request's. */
        CALL_UNFIT
    }
}
