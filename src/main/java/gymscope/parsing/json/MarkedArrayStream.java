package gymscope.parsing.json;

import gymscope.parsing.GrowingText;

/**
 * The streams of {@link Jamba} and of Mistral's first format: content up to a marker, then an array of calls. What cannot be read
 * is swallowed with all that follows.
 */
final class MarkedArrayStream extends GrowingText {

    private final String open;
    private final String close;
    private final CallArrayStream calls;
    private final boolean goesOn;
    private boolean inArray;
    private boolean after;

    /**
     * A stream.
     *
     * @param open the marker before the array
     * @param close the marker after it, empty when there is none
     * @param manner how calls are given out
     * @param goesOn whether text after the array is content
     */
    MarkedArrayStream(String open, String close, CallManner manner, boolean goesOn) {
        this.open = open;
        this.close = close;
        this.calls = new CallArrayStream(manner, out);
        this.goesOn = goesOn;
    }

    @Override
    protected void advance() {
        if (!inArray && !after) {
            int start = find(open);
            content(start < 0 ? settled(open) : start);
            inArray = start >= 0;
            at += inArray ? open.length() : 0;
        }
        if (inArray) {
            readArray();
        }
        if (after && goesOn) {
            content(text.length());
        }
    }

    private void readArray() {
        int closing = close.isEmpty() ? -1 : find(close);
        int end = closing >= 0 ? closing : close.isEmpty() ? text.length() : settled(close);
        while (at < end && !calls.isClosed()) {
            calls.accept(text.charAt(at), at);
            at++;
        }
        after = calls.isClosed() || closing >= 0;
        inArray = !after;
    }
}
