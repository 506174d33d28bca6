package gymscope.tokens;

import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The generated tokens of one answer in order.
 *
 * @param tokens by position
 * @param promptIds the numbers of the prompt's tokens, empty when not told
 */
public record TokenTrace(List<TraceToken> tokens, List<Integer> promptIds) {

    /** A trace without tokens: the answer told nothing of them. */
    public static final TokenTrace EMPTY = new TokenTrace(List.of());

    public TokenTrace {
        tokens = List.copyOf(tokens);
        promptIds = List.copyOf(promptIds);
    }

    public TokenTrace(List<TraceToken> tokens) {
        this(tokens, List.of());
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    public int size() {
        return tokens.size();
    }

    /** The whole generated text, markers included; characters over several tokens are put together. */
    public String text() {
        return TraceText.of(tokens).text();
    }

    /** How many tokens have a log probability that takes part in sums. */
    public int scored() {
        return (int) tokens.stream().filter(TraceToken::isScored).count();
    }

    /** Mean log probability of the scored tokens (natural logarithm), null when there is none. */
    public @Nullable Double meanLogProbability() {
        int count = scored();
        return count == 0 ? null : Double.valueOf(jointLogProbability(new Span(0, tokens.size())) / count);
    }

    /**
     * Perplexity exp(−mean log p) of the scored tokens (Jelinek et al. 1977), from 1; null when there is none.
     */
    public @Nullable Double perplexity() {
        Double mean = meanLogProbability();
        return mean == null ? null : Double.valueOf(Math.exp(-mean));
    }

    /** Sum of the log probabilities of some tokens, by position: the logarithm of their joint probability. */
    public double jointLogProbability(Span positions) {
        double sum = 0;
        for (TraceToken token : tokens.subList(positions.start(), positions.end())) {
            Double logprob = token.logprob();
            if (logprob != null && !token.floored()) {
                sum += logprob;
            }
        }
        return sum;
    }

    /** The positions of the tokens that hold any of these characters of {@link #text}. */
    public Span tokensOf(Span characters) {
        return TraceText.of(tokens).tokensOf(characters);
    }

    /** For each token the characters of {@link #text} that it has a part in; empty for a token without text. */
    public List<Span> spans() {
        return TraceText.of(tokens).spans();
    }

    /**
     * The positions of each tool call's tokens in order, from its name to the end of its arguments, what stands between
     * them included.
     */
    public List<Span> toolCalls() {
        List<Span> calls = new ArrayList<>();
        Channel before = Channel.TEMPLATE;
        for (int i = 0; i < tokens.size(); i++) {
            Channel channel = tokens.get(i).channel();
            boolean begins = channel == Channel.TOOL_NAME && before != Channel.TOOL_NAME;
            if (begins) {
                calls.add(new Span(i, i + 1));
            } else if (!calls.isEmpty() && (channel == Channel.TOOL_NAME || channel == Channel.TOOL_ARGUMENT)) {
                calls.addLast(new Span(calls.removeLast().start(), i + 1));
            }
            before = channel;
        }
        return calls;
    }

    /** The tokens that together form whole characters, as ranges of positions that cover the trace. */
    public List<Span> wholeCharacters() {
        return TraceText.of(tokens).runs();
    }

    /**
     * The same trace with the texts of tokens of which only the number was known, and channels found from them.
     *
     * @param vocabulary gives a number's bytes, null for a number that it does not know
     */
    public TokenTrace decoded(IntFunction<@Nullable TokenBytes> vocabulary) {
        List<TraceToken> known = new ArrayList<>();
        for (TraceToken token : tokens) {
            TokenBytes bytes = token.isPlaceholder() && token.id() != null ? vocabulary.apply(token.id()) : null;
            known.add(bytes == null ? token : token.withBytes(bytes));
        }
        return known.equals(tokens) ? this : new TokenTrace(ChannelRules.assign(known, AnswerParts.NONE), promptIds);
    }

    /**
     * The same trace with the channel of each token found from the markers in the text and, where markers are missing, from
     * what the endpoint's own parsers made of it.
     */
    public TokenTrace withChannels(AnswerParts parts) {
        return new TokenTrace(ChannelRules.assign(tokens, parts), promptIds);
    }

    /** This trace and then another, numbered on. */
    public TokenTrace then(TokenTrace next) {
        List<TraceToken> all = new ArrayList<>(tokens);
        next.tokens.forEach(token -> all.add(token.at(all.size())));
        return new TokenTrace(all, promptIds.isEmpty() ? next.promptIds : promptIds);
    }
}
