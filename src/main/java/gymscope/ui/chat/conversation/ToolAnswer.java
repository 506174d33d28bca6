package gymscope.ui.chat.conversation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tool call was answered with.
 *
 * @param text the tool's output
 * @param by who gave it: {@code you}, {@code fixed answer} or an environment's name
 * @param took how long it took, null for what a person wrote
 */
public record ToolAnswer(String text, String by, @Nullable Duration took) {

    /** Who answers by hand. */
    public static final String YOU = "you";

    /** What the user wrote. */
    public static ToolAnswer byHand(String text) {
        return new ToolAnswer(text, YOU, null);
    }
}
