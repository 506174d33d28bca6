package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import gymscope.parsing.GrowingText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.wire.ToolCall;

/**
 * The stream of {@link Ernie45}: a call comes out whole at its end marker, one that cannot be read holds all that follows back.
 * Text after the first call is dropped; {@code <response>} markers are taken out of the content. Unlike the whole text's, the
 * content keeps the newlines at its end.
 */
final class Ernie45Stream extends GrowingText {

    private static final String RESPONSE = "<response>";
    private static final String RESPONSE_END = "</response>";

    private final Ernie45 format = new Ernie45();
    private boolean lost;

    @Override
    protected void advance() {
        boolean more = !lost;
        while (more) {
            int open = find(Ernie45.OPEN);
            plain(open < 0 ? settled(Ernie45.OPEN, RESPONSE, RESPONSE_END) : open);
            more = open >= 0 && call();
        }
    }

    private void plain(int end) {
        if (out.calls() > 0) {
            at = end;
            return;
        }
        while (at < end) {
            int marker = text.indexOf(RESPONSE, at);
            int endMarker = text.indexOf(RESPONSE_END, at);
            boolean first = marker >= 0 && marker < end && (endMarker < 0 || marker < endMarker);
            int stop = first ? marker : endMarker >= 0 && endMarker < end ? endMarker : end;
            content(stop);
            at = stop == end ? end : stop + (first ? RESPONSE : RESPONSE_END).length();
        }
    }

    private boolean call() {
        int close = find(Ernie45.CLOSE);
        if (close < 0) {
            return false;
        }
        String one = text.substring(at, close + Ernie45.CLOSE.length());
        ParsedAnswer answer = format.parse(one, ParseRequest.unknown());
        if (answer.toolCalls().isEmpty()) {
            lost = true;
            return false;
        }
        ToolCall call = answer.toolCalls().getFirst();
        out.startCall(CallIds.fresh(), call.name(), at);
        out.arguments(call.arguments(), at);
        at += one.length();
        return true;
    }
}
