package gymscope.client.continuation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an answer is left, and with which token it is to go on.
 *
 * @param request the chat request that brought the answer; not to be changed
 * @param promptIds the prompt's tokens, empty when not told
 * @param promptText the prompt as the template writes it, null when not known
 * @param idsBefore the tokens of the answer before the fork, null when they are not all told
 * @param textBefore their text, markers of reasoning and calls included; null when the tokens do not tell all markers
 * @param contentBefore of that text what is content; null when the fork lies in reasoning or in a call
 * @param tokensBefore how many tokens of the answer stand before the fork
 * @param chosenId the token to go on with, null when not told
 * @param chosenText its text, null when it is no whole character
 */
public record Fork(ObjectNode request, List<Integer> promptIds, @Nullable String promptText, @Nullable List<Integer> idsBefore,
        @Nullable String textBefore, @Nullable String contentBefore, int tokensBefore, @Nullable Integer chosenId,
        @Nullable String chosenText) {

    public Fork {
        promptIds = List.copyOf(promptIds);
        idsBefore = idsBefore == null ? null : List.copyOf(idsBefore);
    }

    /** The same with the prompt's text known. */
    public Fork withPromptText(@Nullable String text) {
        return new Fork(request, promptIds, text, idsBefore, textBefore, contentBefore, tokensBefore, chosenId, chosenText);
    }
}
