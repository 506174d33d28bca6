package gymscope.tokens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generated token and what was told of the distribution that it was drawn from.
 *
 * @param position in the trace, from 0
 * @param id its number in the vocabulary, null when not told
 * @param text as the endpoint shows it, {@code token_id:N} when only the number is known
 * @param bytes the bytes, null when not told; of a character over several tokens each has a part
 * @param logprob natural logarithm of its probability, null when not told
 * @param alternatives the most likely tokens here, the most likely first; the token itself is usually among them
 * @param channel what it belongs to
 * @param arrival since the request was sent, null when the answer was no stream
 */
public record TraceToken(int position, @Nullable Integer id, String text, @Nullable TokenBytes bytes, @Nullable Double logprob,
        List<Alternative> alternatives, Channel channel, @Nullable Duration arrival) {

    /** vLLM's least value: minus infinity, or a sampled token whose value is missing. It takes no part in sums. */
    public static final double FLOOR = -9999.0;

    private static final double LN2 = Math.log(2);
    private static final double SAME = 1e-6;
    private static final String PLACEHOLDER = "token_id:";

    public TraceToken {
        // NaN says nothing, and minus infinity is what the floor stands for.
        logprob = logprob == null || logprob.isNaN() ? null : Double.valueOf(Math.max(logprob, FLOOR));
        alternatives = alternatives.stream().sorted(Comparator.comparingDouble(Alternative::logprob).reversed()).toList();
    }

    /** Whether only the number is known and {@link #text} stands in for the text. */
    public boolean isPlaceholder() {
        return bytes == null && text.startsWith(PLACEHOLDER);
    }

    /** The text of a token of which only the number is known, as vLLM writes it. */
    public static String placeholder(int id) {
        return PLACEHOLDER + id;
    }

    /** A token of which only number and log probability are known. */
    public static TraceToken ofId(int position, int id, @Nullable Double logprob, Channel channel) {
        return new TraceToken(position, id, placeholder(id), null, logprob, List.of(), channel, null);
    }

    /** Whether the log probability is told and a real one. */
    public boolean isScored() {
        return logprob != null && !floored();
    }

    /** Whether the log probability is the floor, so that nothing is known. */
    public boolean floored() {
        return logprob != null && logprob <= FLOOR;
    }

    /** Probability from 0 to 1, null when not known. */
    public @Nullable Double probability() {
        return logprob == null || floored() ? null : Double.valueOf(Math.exp(logprob));
    }

    /** Surprisal −log₂ p in bits (Shannon 1948; Cover and Thomas, Elements of Information Theory, 2.1), null when not known. */
    public @Nullable Double surprisalBits() {
        return logprob == null || floored() ? null : Double.valueOf(-logprob / LN2 + 0.0);
    }

    /**
     * What the listed tokens leave over of the whole probability, from 0 to 1; null when nothing is listed. The token
     * itself counts as listed.
     */
    public @Nullable Double restMass() {
        return alternatives.isEmpty() ? null : Double.valueOf(Math.clamp(1 - listedMass(), 0.0, 1.0));
    }

    /**
     * Lower bound of the entropy of the distribution in bits, see {@link EntropyBounds}; the entropy itself when nothing is
     * left over. Null when nothing is listed.
     */
    public @Nullable Double entropyBits() {
        EntropyBounds bounds = EntropyBounds.of(this);
        return bounds == null ? null : Double.valueOf(bounds.lower());
    }

    /** Whether {@link #entropyBits} is only a bound, because more than a millionth of the probability is not listed. */
    public boolean entropyIsBound() {
        Double rest = restMass();
        return rest != null && rest > SAME;
    }

    /**
     * Place by probability from 1: one more than the listed tokens that are more likely. Null when nothing is known.
     * See {@link #rankIsExact}.
     */
    public @Nullable Integer rank() {
        if (alternatives.isEmpty() || logprob == null || floored()) {
            return null;
        }
        int more = 0;
        for (Alternative alternative : alternatives) {
            if (alternative.logprob() > logprob + SAME && !isMe(alternative)) {
                more++;
            }
        }
        return more + 1;
    }

    /**
     * Whether no token outside the list can be more likely: a less likely token is listed (the list holds the most likely
     * ones), or what is left over is less than this token's own probability.
     */
    public boolean rankIsExact() {
        Double rest = restMass();
        if (rest == null || logprob == null) {
            return false;
        }
        boolean lessLikelyListed = alternatives.stream().anyMatch(other -> !isMe(other) && other.logprob() < logprob);
        return lessLikelyListed || rest < ownMass();
    }

    /**
     * How far the most likely token stands above the next, p₁ − p₂ from 0 to 1 (margin of Scheffer, Decomain and Wrobel
     * 2001): near 0 the choice was a toss. Null when fewer than two tokens are known here.
     */
    public @Nullable Double margin() {
        List<Double> known = new ArrayList<>(alternatives.stream().map(Alternative::probability).toList());
        Double own = probability();
        if (own != null && !lists(this)) {
            known.add(own);
        }
        known.sort(Comparator.reverseOrder());
        return known.size() < 2 ? null : Double.valueOf(known.get(0) - known.get(1));
    }

    /** Whether this token is the other one: by number where both tell it, else by bytes, else by text. */
    public boolean sameToken(TraceToken other) {
        if (id != null && other.id() != null) {
            return id.equals(other.id());
        }
        if (isPlaceholder() || other.isPlaceholder()) {
            return false;
        }
        TokenBytes otherBytes = other.bytes();
        return (bytes != null && otherBytes != null) ? bytes.equals(otherBytes) : text.equals(other.text());
    }

    /** The listed alternative that is this token, null when it is not listed. */
    public @Nullable Alternative itself() {
        return alternatives.stream().filter(this::isMe).findFirst().orElse(null);
    }

    /** The same token in another channel. */
    public TraceToken withChannel(Channel newChannel) {
        return new TraceToken(position, id, text, bytes, logprob, alternatives, newChannel, arrival);
    }

    /** The same token at another position. */
    public TraceToken at(int newPosition) {
        return new TraceToken(newPosition, id, text, bytes, logprob, alternatives, channel, arrival);
    }

    /** The same token with its bytes known. */
    public TraceToken withBytes(TokenBytes known) {
        return new TraceToken(position, id, known.text(), known, logprob, alternatives, channel, arrival);
    }

    private double listedMass() {
        double mass = lists(this) ? 0 : ownMass();
        for (Alternative alternative : alternatives) {
            mass += alternative.probability();
        }
        return mass;
    }

    private double ownMass() {
        Double own = probability();
        return own == null ? 0 : own;
    }

    private static boolean lists(TraceToken token) {
        return token.itself() != null;
    }

    /** By number where both are known; a text alone may be that of another token, so the value must agree. */
    private boolean isMe(Alternative other) {
        if (id != null && other.id() != null) {
            return id.equals(other.id());
        }
        boolean sameText = text.equals(other.text()) || (bytes != null && bytes.size() > 0 && bytes.equals(other.bytes()));
        return sameText && logprob != null && Math.abs(other.logprob() - logprob) < SAME;
    }
}
