package gymscope.tokens.reading.entry;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token of the prompt as the server scored it.
 *
 * @param id null when not told
 * @param text null when not told
 * @param logprob natural logarithm, null for the first token and where it is not scored
 * @param rank by probability from 1, null when not told
 * @param alternatives the listed tokens, itself included where the server lists it, the most likely first; null when none are
 *            told
 */
public record PromptToken(@Nullable Integer id, @Nullable String text, @Nullable Double logprob, @Nullable Integer rank,
        @Nullable List<PromptToken> alternatives) {

    public PromptToken {
        alternatives = alternatives == null
                ? null
                : alternatives.stream()
                        .sorted(Comparator.comparing(
                                other -> other.logprob() == null ? Double.NEGATIVE_INFINITY : other.logprob(),
                                Comparator.reverseOrder()))
                        .toList();
    }
}
