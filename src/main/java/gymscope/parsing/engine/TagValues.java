package gymscope.parsing.engine;

import gymscope.parsing.arguments.PythonText;
import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Names and values between tags. */
final class TagValues {

    private TagValues() {
    }

    /** A name; the patterns of the tags have taken the format's white space, or the name's own is the format's. */
    static String name(TagSyntax syntax, String text) {
        return syntax.needsName() || syntax.nameEnd() != null ? PythonText.strip(text) : text;
    }

    /** A value without the format's white space. */
    static JsonNode read(TagSyntax syntax, String text, boolean json) {
        String trimmed = switch (syntax.trim()) {
            case NONE -> text;
            case LINE -> withoutLineEnds(text);
            case ALL -> PythonText.strip(text);
        };
        JsonNode parsed = json ? Json.parseOrNull(trimmed) : null;
        return parsed == null ? StringNode.valueOf(trimmed) : parsed;
    }

    private static String withoutLineEnds(String text) {
        String rest = text.startsWith("\n") ? text.substring(1) : text;
        return rest.endsWith("\n") ? rest.substring(0, rest.length() - 1) : rest;
    }
}
