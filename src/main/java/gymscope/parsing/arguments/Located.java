package gymscope.parsing.arguments;

import gymscope.wire.Span;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value with its place in a text.
 *
 * @param value the value
 * @param start where it begins
 * @param end the character after its last one
 */
public record Located(JsonNode value, int start, int end) {

    /** The place. */
    public Span span() {
        return new Span(start, end);
    }
}
