package gymscope.parsing.json;

import gymscope.parsing.GrowingText;
import gymscope.parsing.ParserRefusal;

/**
 * The stream of {@link InternLm}: the call comes out once it is whole, since a broken one is none; all else after the first marker
 * is swallowed.
 */
final class InternLmStream extends GrowingText {

    private boolean inCall;
    private boolean done;

    @Override
    protected void advance() {
        if (!inCall) {
            int open = find(InternLm.OPEN);
            content(open < 0 ? settled(InternLm.OPEN) : open);
            inCall = open >= 0;
        }
        if (!inCall || done) {
            return;
        }
        int close = find(InternLm.CLOSE);
        if (close >= 0 || ended) {
            done = true;
            give(text.substring(at + InternLm.OPEN.length(), close < 0 ? text.length() : close));
        }
    }

    private void give(String body) {
        try {
            CallObject call = InternLm.callOf(body, 0, body.length());
            out.startCall(call.name(), at);
            out.arguments(call.argumentText(), at);
        } catch (ParserRefusal broken) {
            // A stream of vLLM's parser goes on without the call.
        }
    }
}
