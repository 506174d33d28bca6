package gymscope.parsing.json;

import gymscope.wire.Span;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value with its place in a text.
 *
 * @param value the value
 * @param start where it begins
 * @param end the character after its last one
 */
record Located(JsonNode value, int start, int end) {

    Span span() {
        return new Span(start, end);
    }
}
