package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code atem:invoke} elements of MuseGlimmer's calls. */
final class MuseCalls {

    static final String CALLS = "<atem:function_calls>";
    static final String INVOKE = "<atem:invoke";
    static final String INVOKE_END = "</atem:invoke>";

    private static final String PARAMETER = "<atem:parameter";
    private static final String PARAMETER_END = "</atem:parameter>";

    /**
     * A call.
     *
     * @param span where it stands
     * @param nameSpan where its name stands
     */
    record Call(String name, ObjectNode arguments, Span span, Span nameSpan) {}

    private MuseCalls() {
    }

    /** The whole elements between two places; {@code values} is told where values stand. */
    static List<Call> in(String text, int from, int to, ParseRequest request, Consumer<Span> values) {
        List<Call> calls = new ArrayList<>();
        for (int start = word(text, INVOKE, from); start >= 0 && start < to;) {
            int found = text.indexOf(INVOKE_END, start);
            int end = found < 0 ? -1 : found + INVOKE_END.length();
            if (end < 0 || end > to) {
                break;
            }
            Span name = attribute(text, start + INVOKE.length(), end);
            if (name != null) {
                calls.add(new Call(name(text.substring(name.start(), name.end()), request),
                        arguments(text, start, end, values), new Span(start, end), name));
            }
            start = word(text, INVOKE, end);
        }
        return calls;
    }

    private static ObjectNode arguments(String text, int from, int to, Consumer<Span> values) {
        ObjectNode arguments = Json.object();
        for (int start = word(text, PARAMETER, from); start >= 0 && start < to;) {
            Span name = attribute(text, start + PARAMETER.length(), to);
            int tagEnd = name == null ? -1 : text.indexOf('>', name.end());
            int end = tagEnd < 0 ? -1 : text.indexOf(PARAMETER_END, tagEnd);
            if (name == null || end < 0 || end > to) {
                break;
            }
            String value = text.substring(tagEnd + 1, end);
            JsonNode json = Json.parseOrNull(value);
            arguments.set(text.substring(name.start(), name.end()), Element.orText(json, value));
            values.accept(new Span(tagEnd + 1, end));
            start = word(text, PARAMETER, end);
        }
        return arguments;
    }

    /** A name that stands twice, {@code a.a}, is the tool {@code a}: templates write tools without a namespace so. */
    private static String name(String written, ParseRequest request) {
        int dot = written.indexOf('.');
        boolean isDouble = dot >= 0 && written.substring(0, dot).equals(written.substring(dot + 1));
        return isDouble && !request.hasTool(written) && request.hasTool(written.substring(0, dot))
                ? written.substring(0, dot)
                : written;
    }

    private static int word(String text, String tag, int from) {
        int found = text.indexOf(tag, from);
        while (found >= 0 && found + tag.length() < text.length() && isWord(text.charAt(found + tag.length()))) {
            found = text.indexOf(tag, found + 1);
        }
        return found;
    }

    /** The value of the tag's {@code name}, null when it has none. */
    private static @Nullable Span attribute(String text, int from, int to) {
        int close = text.indexOf('>', from);
        for (int name = text.indexOf("name=\"", from); name >= 0 && name < to
                && (close < 0 || name < close); name = text.indexOf("name=\"", name + 1)) {
            int start = name + "name=\"".length();
            int end = text.indexOf('"', start);
            if (!isWord(text.charAt(name - 1)) && end > start && end < to) {
                return new Span(start, end);
            }
        }
        return null;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Whether the text has markup of calls. */
    static boolean isMarked(String text) {
        return text.contains(CALLS) || text.contains(INVOKE);
    }
}
