package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import org.jspecify.annotations.Nullable;

/**
 * The stream of {@link GigaChat3}: content up to the first separator, then one call, read as a {@link PatternCall}. A call that no
 * separator announces begins with its marker in the content.
 */
final class GigaChat3Stream extends GrowingText {

    private boolean separated;
    private @Nullable PatternCall call;

    @Override
    protected void advance() {
        while (call == null && outside()) {
            // The next marker.
        }
        if (call != null) {
            int end = find(GigaChat3.END);
            end = end < 0 ? settled(GigaChat3.END) : end;
            call.read(text, at, end);
            at = Math.max(at, end);
            call.give(text);
        }
    }

    private boolean outside() {
        int role = text.indexOf(GigaChat3.ROLE, at);
        int function = text.indexOf(GigaChat3.FUNCTION, at);
        int separator = separated ? -1 : text.indexOf(GigaChat3.SEPARATOR, at);
        int first = first(first(role, function), separator);
        if (first < 0) {
            int end = ended
                    ? text.length()
                    : settled(GigaChat3.ROLE, GigaChat3.FUNCTION, GigaChat3.SEPARATOR, GigaChat3.END);
            skip(end);
            return false;
        }
        skip(first == role ? first + GigaChat3.ROLE.length() : first);
        if (first == separator) {
            separated = true;
            at = first + GigaChat3.SEPARATOR.length();
            return true;
        }
        at = first + (first == role ? GigaChat3.ROLE : GigaChat3.FUNCTION).length();
        call = new PatternCall(out, first);
        return false;
    }

    private void skip(int end) {
        if (!separated) {
            content(end);
        }
        at = Math.max(at, end);
    }

    private static int first(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }
}
