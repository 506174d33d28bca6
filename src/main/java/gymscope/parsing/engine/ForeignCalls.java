package gymscope.parsing.engine;

/**
 * The text of calls, markers and all, kept until it is clear whether a call is of a tool that the request offers. That of a
 * foreign one is content. For one thread.
 */
final class ForeignCalls {

    /** Takes text that turned out to be content. */
    interface Target {

        /** More content. */
        void content(String text, int at);
    }

    private enum Use {
        UNKNOWN, MARKUP, CONTENT
    }

    private final Target target;
    private final StringBuilder text = new StringBuilder();
    private int textAt;
    private Use use = Use.UNKNOWN;

    ForeignCalls(Target target) {
        this.target = target;
    }

    /** A piece of a call's text. */
    void add(String more, int at) {
        switch (use) {
            case UNKNOWN -> {
                textAt = text.isEmpty() ? at : textAt;
                text.append(more);
            }
            case CONTENT -> target.content(more, at);
            case MARKUP -> {
                // It reaches no field.
            }
        }
    }

    /** Another call begins with the last piece. */
    void startCall() {
        use = use == Use.MARKUP ? Use.UNKNOWN : use;
    }

    /** It is clear what the call is. */
    void decide(boolean isContent) {
        if (use == Use.UNKNOWN) {
            use = isContent ? Use.CONTENT : Use.MARKUP;
            if (isContent) {
                target.content(text.toString(), textAt);
            }
            text.setLength(0);
        }
    }

    /** The wrapper has ended: text of no call is markup. */
    void end() {
        text.setLength(0);
        use = Use.UNKNOWN;
    }
}
