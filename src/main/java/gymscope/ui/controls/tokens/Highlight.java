package gymscope.ui.controls.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import gymscope.wire.Span;
import java.util.List;

/**
 * Tokens that stand out because something else is about them, such as the value of a parsed argument.
 *
 * @param what what they are, in words: {@code priority of set_priority}
 * @param ranges positions in order
 * @param tokens how many
 * @param scored how many of them have a log probability that counts
 * @param logProbability the sum of those, natural logarithm
 */
public record Highlight(String what, List<Span> ranges, int tokens, int scored, double logProbability) {

    public Highlight {
        ranges = List.copyOf(ranges);
    }

    /** Tokens by their positions; what lies outside the trace is left out. */
    public static Highlight of(List<TraceToken> trace, String what, List<Span> ranges) {
        int tokens = 0;
        int scored = 0;
        double sum = 0;
        for (Span range : ranges) {
            for (int i = range.start(); i < Math.min(range.end(), trace.size()); i++) {
                TraceToken token = trace.get(i);
                Double logprob = token.logprob();
                tokens++;
                if (token.isScored() && logprob != null) {
                    scored++;
                    sum += logprob;
                }
            }
        }
        return new Highlight(what, ranges, tokens, scored, sum);
    }

    /** The tokens that hold any of these characters of {@link TokenTrace#text}. */
    public static Highlight ofCharacters(TokenTrace trace, String what, Span characters) {
        return of(trace.tokens(), what, List.of(trace.tokensOf(characters)));
    }

    /** The probability of all of them together, given what stands before: exp Σ log p, from 0 to 1. */
    public double jointProbability() {
        return Math.exp(logProbability);
    }

    /** Whether the joint probability is that of all the tokens, none without a value. */
    public boolean isWhole() {
        return tokens > 0 && scored == tokens;
    }

    /** Where the tokens stand, from the first to the last. */
    public Span extent() {
        return ranges.isEmpty() ? new Span(0, 0) : new Span(ranges.getFirst().start(), ranges.getLast().end());
    }

    /** The tokens' places as they are shown, counted from 1: {@code 41–66}. */
    public String positions() {
        Span extent = extent();
        return extent.end() - extent.start() <= 1
                ? Figures.count(extent.start() + 1)
                : Figures.count(extent.start() + 1) + "–" + Figures.count(extent.end());
    }

    /** The joint probability in words, with what it leaves out: {@code 0.83}, {@code 3.1e−7}, {@code 0.83 of 4 of 6}. */
    public String jointWords() {
        if (scored == 0) {
            return Figures.UNKNOWN;
        }
        double joint = jointProbability();
        String number = joint >= 0.001 ? Figures.decimal(joint, joint < 0.01 ? 4 : 2) : small(logProbability / Math.log(10));
        return isWhole() ? number : "%s of %d of %d".formatted(number, scored, tokens);
    }

    private static String small(double log10) {
        int exponent = (int) Math.floor(log10);
        return Figures.decimal(Math.pow(10, log10 - exponent), 1) + "e" + Figures.count(exponent);
    }
}
