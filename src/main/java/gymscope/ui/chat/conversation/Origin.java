package gymscope.ui.chat.conversation;

import java.util.List;

/**
 * How an answer came about that is not simply the model's answer to the messages before it.
 *
 * @param what in one sentence
 * @param caveat what that can't guarantee, empty for nothing
 * @param passed the better ways that were not open, with the reason each
 */
public record Origin(String what, String caveat, List<String> passed) {

    /** The user wrote it in place of what the model said. */
    public static final Origin EDITED = new Origin("Edited by you: the tokens are no longer known.", "", List.of());

    public Origin {
        passed = List.copyOf(passed);
    }
}
