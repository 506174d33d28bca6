package gymscope.parsing;

import gymscope.wire.Span;

/**
 * A stretch of a model's text with what it is.
 *
 * @param part what it is
 * @param span where it stands
 */
public record Segment(Part part, Span span) {}
