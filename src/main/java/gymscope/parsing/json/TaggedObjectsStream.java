package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import org.jspecify.annotations.Nullable;

/**
 * The stream of {@link TaggedObjects}: content up to the first marker, then calls, each read as a {@link PatternCall}. A call
 * without a name ends everything. The beginning of a marker at the end of the text is lost, as in vLLM.
 */
final class TaggedObjectsStream extends GrowingText {

    private final String open;
    private final String close;
    private @Nullable PatternCall call;
    private boolean lost;

    TaggedObjectsStream(String open, String close) {
        this.open = open;
        this.close = close;
    }

    @Override
    protected void advance() {
        boolean more = !lost;
        while (more) {
            more = call == null ? outside() : inside(call);
        }
    }

    private boolean outside() {
        int start = find(open);
        int end = start < 0 ? settled(open) : start;
        if (out.calls() == 0) {
            content(end);
        }
        at = end;
        if (start < 0) {
            return false;
        }
        call = new PatternCall(out, start);
        at = start + open.length();
        return true;
    }

    private boolean inside(PatternCall current) {
        int closing = find(close);
        int end = closing < 0 ? settled(close) : closing;
        current.read(text, at, end);
        at = Math.max(at, end);
        current.give(text);
        if (closing < 0) {
            return false;
        }
        at = closing + close.length();
        lost = !current.isNamed();
        call = null;
        return !lost;
    }
}
