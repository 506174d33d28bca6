package gymscope.ui.chat.conversation;

import org.jspecify.annotations.Nullable;

/** One way to get an answer. Made once: {@link #run} blocks, on a virtual thread; the others come from any thread. */
public interface AnswerWork {

    /** Gets the answer. Never throws for what the endpoint did. */
    Outcome run();

    /** What has come so far. */
    Answer answer();

    /** How it comes about when that is not simply asking; null while nothing is known. */
    default @Nullable Origin origin() {
        return null;
    }

    /** Ends it; what came so far stays. */
    void stop();
}
