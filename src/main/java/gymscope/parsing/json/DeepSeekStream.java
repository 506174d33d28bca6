package gymscope.parsing.json;

import gymscope.parsing.GrowingText;

/**
 * The streams of {@link DeepSeekCalls}: the name comes out when it is whole, the arguments as they are written up to the end of
 * their first line. Text outside calls is content, after the block too.
 */
final class DeepSeekStream extends GrowingText {

    private enum State {
        OUTSIDE, HEADER, FENCE, ARGUMENTS, REST
    }

    private final boolean fenced;
    private State state = State.OUTSIDE;
    private int callStart;
    private boolean inBlock;
    private int searched;

    DeepSeekStream(boolean fenced) {
        this.fenced = fenced;
    }

    @Override
    protected void advance() {
        boolean more = true;
        while (more) {
            more = switch (state) {
                case OUTSIDE -> outside();
                case HEADER -> header();
                case FENCE -> fence();
                case ARGUMENTS -> arguments();
                case REST -> rest();
            };
        }
    }

    private boolean outside() {
        int marker = text.indexOf("<", Math.max(at, searched));
        while (marker >= 0) {
            for (String known : new String[]{DeepSeekCalls.BLOCK, DeepSeekCalls.BLOCK_END, DeepSeekCalls.CALL}) {
                if (startsWith(known, marker) && (inBlock || known.equals(DeepSeekCalls.BLOCK))) {
                    content(marker);
                    at = marker + known.length();
                    inBlock = true;
                    callStart = marker;
                    state = known.equals(DeepSeekCalls.CALL) ? State.HEADER : State.OUTSIDE;
                    return true;
                }
            }
            marker = text.indexOf("<", marker + 1);
        }
        content(ended ? text.length() : settled(DeepSeekCalls.BLOCK, DeepSeekCalls.BLOCK_END, DeepSeekCalls.CALL));
        searched = at;
        return false;
    }

    private boolean header() {
        int end = find(DeepSeekCalls.CALL_END);
        int separator = text.indexOf(DeepSeekCalls.SEPARATOR, at);
        int nameEnd = separator < 0 ? -1 : fenced ? text.indexOf("\n", separator) : separator;
        if (nameEnd < 0 || (end >= 0 && nameEnd > end)) {
            state = end >= 0 ? State.REST : State.HEADER;
            return end >= 0;
        }
        int nameStart = fenced ? separator + DeepSeekCalls.SEPARATOR.length() : at;
        out.startCall(text.substring(nameStart, nameEnd), callStart);
        at = fenced ? nameEnd + 1 : separator + DeepSeekCalls.SEPARATOR.length();
        state = fenced ? State.FENCE : State.ARGUMENTS;
        return true;
    }

    private boolean fence() {
        if (mayBecome(DeepSeekCalls.FENCE)) {
            return false;
        }
        boolean known = startsWith(DeepSeekCalls.FENCE);
        at += known ? DeepSeekCalls.FENCE.length() : 0;
        state = known ? State.ARGUMENTS : State.REST;
        return true;
    }

    private boolean arguments() {
        int end = find(DeepSeekCalls.CALL_END);
        int limit = end >= 0 ? end : ended ? text.length() : settled(DeepSeekCalls.CALL_END);
        int newline = text.indexOf("\n", at);
        boolean whole = newline >= 0 && newline < limit;
        int last = whole ? newline : limit;
        while (fenced && last > at && text.charAt(last - 1) == '`') {
            last--;
        }
        if (last > at) {
            out.arguments(text.substring(at, last), at);
            at = last;
        }
        if (whole || end >= 0) {
            state = State.REST;
        }
        return whole || end >= 0;
    }

    private boolean rest() {
        int end = find(DeepSeekCalls.CALL_END);
        if (end >= 0) {
            at = end + DeepSeekCalls.CALL_END.length();
            state = State.OUTSIDE;
        }
        return end >= 0;
    }
}
