package gymscope.parsing.json;

import gymscope.parsing.GrowingText;

/** The stream of {@link Granite4}: a call comes out whole at its end marker; one that cannot be read is dropped. */
final class Granite4Stream extends GrowingText {

    private boolean inCall;

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = inCall ? inside() : outside();
        }
    }

    private boolean outside() {
        int open = find(Granite4.OPEN);
        content(open < 0 ? settled(Granite4.OPEN) : open);
        inCall = open >= 0;
        return inCall;
    }

    private boolean inside() {
        int close = find(Granite4.CLOSE);
        if (close < 0) {
            return false;
        }
        int start = at + Granite4.OPEN.length();
        String body = text.substring(start, close);
        CallObject call = Granite4.callOf(body, 0, body.length());
        if (call != null) {
            out.startCall(call.name(), at);
            out.arguments(Granite4.argumentText(call), start + call.arguments().start());
        }
        at = close + Granite4.CLOSE.length();
        inCall = false;
        return true;
    }
}
