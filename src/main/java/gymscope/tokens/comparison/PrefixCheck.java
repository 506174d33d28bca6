package gymscope.tokens.comparison;

import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a turn's prompt begins with the tokens of the turn before it, prompt and generation. Only then may the turns of a
 * conversation be trained on as one sequence, and only then is the server's prefix cache of use.
 */
public sealed interface PrefixCheck {

    /** What happened, one sentence. */
    String sentence();

    /**
     * It does.
     *
     * @param prefixTokens tokens of the turn before, prompt and generation
     * @param newTokens tokens that the next prompt adds
     */
    record Kept(int prefixTokens, int newTokens) implements PrefixCheck {

        @Override
        public String sentence() {
            return "The prompt keeps all %,d tokens of the turn before and adds %,d.".formatted(prefixTokens, newTokens);
        }
    }

    /**
     * It does not.
     *
     * @param position the first token that differs, counted from the prompt's first
     * @param inGeneration whether that token was generated, else it was part of the prompt
     * @param expectedId the token of the turn before
     * @param foundId the token in the next prompt, null when that ends there
     * @param cause why, as far as the tokens tell
     * @param expected what the next prompt has in another form or not at all: positions in prompt and generation of the turn
     *            before
     * @param found what it has instead: positions in the next prompt; empty when the tokens are just gone
     * @param expectedText the text of the expected stretch, null when the texts of its tokens are not known
     * @param foundText the text of the stretch that was found, null when not known
     */
    record Broken(int position, boolean inGeneration, int expectedId, @Nullable Integer foundId, PrefixCause cause, Span expected,
            Span found, @Nullable String expectedText, @Nullable String foundText) implements PrefixCheck {

        @Override
        public String sentence() {
            return "Token %,d of the %s differs: %s, %s.".formatted(position, inGeneration ? "generation" : "prompt",
                    foundId == null ? "%d is missing".formatted(expectedId) : "%d became %d".formatted(expectedId, foundId),
                    cause.words());
        }
    }

    /**
     * It can't be told.
     *
     * @param reason what is missing, a sentence
     */
    record Unknown(String reason) implements PrefixCheck {

        @Override
        public String sentence() {
            return reason;
        }
    }

    /** Checks one turn against the turn before it; the texts of tokens are taken from what the two traces tell. */
    static PrefixCheck of(TokenTrace before, TokenTrace next) {
        return of(before, next, KnownTokens.of(List.of(before, next)));
    }

    /**
     * Checks one turn against the turn before it.
     *
     * @param vocabulary gives a token's bytes, null for one that it does not know
     */
    static PrefixCheck of(TokenTrace before, TokenTrace next, IntFunction<@Nullable TokenBytes> vocabulary) {
        if (before.promptIds().isEmpty() || next.promptIds().isEmpty()) {
            return new Unknown("The ids of the prompt's tokens are not told.");
        }
        if (before.tokens().stream().anyMatch(token -> token.id() == null)) {
            return new Unknown("The ids of the generated tokens are not told.");
        }
        return new PrefixComparison(before, next.promptIds(), vocabulary).check();
    }

    /** Checks each turn of a conversation against the one before it: one result fewer than turns. */
    static List<PrefixCheck> ofTurns(List<TokenTrace> turns, IntFunction<@Nullable TokenBytes> vocabulary) {
        List<PrefixCheck> checks = new ArrayList<>();
        for (int i = 1; i < turns.size(); i++) {
            checks.add(of(turns.get(i - 1), turns.get(i), vocabulary));
        }
        return checks;
    }
}
