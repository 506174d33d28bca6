package gymscope.parsing.markup;

import gymscope.wire.Span;
import java.util.Map;

/**
 * An element of Kimi K3's.
 *
 * @param span where it stands
 * @param attributes its attributes
 * @param body what stands between its tags
 */
record XtmlElement(Span span, Map<String, String> attributes, Span body) {

    /** An attribute, empty when it is missing. */
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
