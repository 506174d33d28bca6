package gymscope.tokens.reading.entry;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens that are shown undecoded their bytes, where the answer's own text proves that the writing is not what was
 * said.
 */
public final class Repair {

    private Repair() {
    }

    /** Whether these tokens are shown undecoded. */
    public static boolean isNeeded(List<TraceToken> tokens, @Nullable String answer) {
        return tokens.stream().anyMatch(token -> ByteLevel.looksUndecoded(token.text())
                && ByteLevel.decode(token.text()) != null && (answer == null || !ByteLevel.isSaid(token.text(), answer)));
    }

    /** The tokens decoded; those that need no decoding stay as they are. */
    public static List<TraceToken> apply(List<TraceToken> tokens, @Nullable String answer) {
        if (!isNeeded(tokens, answer)) {
            return tokens;
        }
        List<TraceToken> repaired = new ArrayList<>();
        for (TraceToken token : tokens) {
            TokenBytes bytes = token.isPlaceholder() ? null : ByteLevel.decode(token.text());
            List<Alternative> alternatives = token.alternatives().stream().map(Repair::decoded).toList();
            repaired.add(bytes == null
                    ? token
                    : new TraceToken(token.position(), token.id(), bytes.text(), bytes, token.logprob(), alternatives,
                            token.channel(), token.arrival()));
        }
        return repaired;
    }

    /** The same for the prompt, of which no answer can tell: one undecoded text is proof for all. */
    public static List<PromptToken> applyToPrompt(List<PromptToken> tokens) {
        boolean needed = tokens.stream().anyMatch(token -> token.text() != null && ByteLevel.looksUndecoded(token.text()));
        return needed ? tokens.stream().map(Repair::decoded).toList() : tokens;
    }

    private static PromptToken decoded(PromptToken token) {
        TokenBytes bytes = token.text() == null ? null : ByteLevel.decode(token.text());
        List<PromptToken> alternatives = token.alternatives();
        return new PromptToken(token.id(), bytes == null ? token.text() : bytes.text(), token.logprob(), token.rank(),
                alternatives == null ? null : alternatives.stream().map(Repair::decoded).toList());
    }

    private static Alternative decoded(Alternative other) {
        TokenBytes bytes = other.text().startsWith("token_id:") ? null : ByteLevel.decode(other.text());
        return bytes == null ? other : new Alternative(other.id(), bytes.text(), bytes, other.logprob());
    }
}
