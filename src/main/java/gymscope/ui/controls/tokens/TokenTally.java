package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums over the tokens of a trace that grow with it. */
public final class TokenTally {

    private static final int STRETCH = 64;

    private final Map<Channel, Integer> byChannel = new EnumMap<>(Channel.class);
    private int tokens;
    private int scored;
    private int floored;
    private int untold;
    private int noAlternatives;
    private double sum;

    TokenTally() {
    }

    void add(List<TraceToken> more) {
        for (int from = 0; from < more.size(); from += STRETCH) {
            addStretch(more, from, Math.min(more.size(), from + STRETCH));
        }
    }

    /** A method of its own, so that it is compiled while the first long trace comes. */
    private void addStretch(List<TraceToken> more, int from, int to) {
        for (int i = from; i < to; i++) {
            add(more.get(i));
        }
    }

    private void add(TraceToken token) {
        tokens++;
        byChannel.merge(token.channel(), 1, Integer::sum);
        Double logprob = token.logprob();
        if (logprob == null) {
            untold++;
        } else if (token.floored()) {
            floored++;
        } else {
            scored++;
            sum += logprob;
        }
        if (token.alternatives().isEmpty()) {
            noAlternatives++;
        }
    }

    /** All tokens. */
    public int tokens() {
        return tokens;
    }

    /** The tokens of a channel. */
    public int of(Channel channel) {
        return byChannel.getOrDefault(channel, 0);
    }

    /** The tokens whose log probability counts. */
    public int scored() {
        return scored;
    }

    /** The tokens with vLLM's floor of −9999 in place of a log probability. */
    public int floored() {
        return floored;
    }

    /** The tokens of which no log probability was told. */
    public int untold() {
        return untold;
    }

    /** The tokens without alternatives, of which neither rank nor entropy is known. */
    public int withoutAlternatives() {
        return noAlternatives;
    }

    /** Mean log probability of the scored tokens, null when there is none. */
    public @Nullable Double meanLogProbability() {
        return scored == 0 ? null : Double.valueOf(sum / scored);
    }

    /** Perplexity exp(−mean log p) of the scored tokens, null when there is none. */
    public @Nullable Double perplexity() {
        return scored == 0 ? null : Double.valueOf(Math.exp(-sum / scored));
    }
}
