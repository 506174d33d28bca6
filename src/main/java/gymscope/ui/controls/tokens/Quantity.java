package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the colour of a token tells: nine steps from calm to loud. Thresholds of p and bits are the look's. */
public enum Quantity {
    SURPRISAL("Surprisal", "p 1", "< .02"), PROBABILITY("Probability", "p 1", "< .02"), ENTROPY("Entropy", "0 bits",
            "> 5.6"), RANK("Rank", "1", "> 100"), ARRIVAL("Arrival gap", "0 ms", "> 1 s");

    private static final double[] BITS = {-log2(0.90), -log2(0.70), 1, -log2(0.33), -log2(0.20), -log2(0.10), -log2(0.05),
        -log2(0.02)};
    private static final double[] RANKS = {1, 2, 3, 5, 10, 20, 50, 100};
    private static final double[] MILLIS = {10, 20, 50, 100, 200, 350, 500, 1000};

    private final String words;
    private final String calm;
    private final String loud;

    Quantity(String words, String calm, String loud) {
        this.words = words;
        this.calm = calm;
        this.loud = loud;
    }

    /** Its name. */
    public String words() {
        return words;
    }

    /** What stands at the calm end of its legend. */
    public String calmEnd() {
        return calm;
    }

    /** What stands at the loud end of its legend. */
    public String loudEnd() {
        return loud;
    }

    /**
     * The step of a token, 0 to 8; −1 when the quantity is not known.
     *
     * @param previous the token before it, null for the first
     */
    public int step(TraceToken token, @Nullable TraceToken previous) {
        Double value = value(token, previous);
        if (value == null) {
            return -1;
        }
        double[] thresholds = switch (this) {
            case SURPRISAL, PROBABILITY, ENTROPY -> BITS;
            case RANK -> RANKS;
            case ARRIVAL -> MILLIS;
        };
        int step = 0;
        while (step < thresholds.length && value > thresholds[step]) {
            step++;
        }
        return step;
    }

    /**
     * The value in the quantity's unit (bits, place, milliseconds since the token before); null when it is not known.
     *
     * @param previous the token before it, null for the first
     */
    public @Nullable Double value(TraceToken token, @Nullable TraceToken previous) {
        return switch (this) {
            case SURPRISAL, PROBABILITY -> token.surprisalBits();
            case ENTROPY -> token.entropyBits();
            case RANK -> rank(token);
            case ARRIVAL -> gap(token, previous);
        };
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static @Nullable Double rank(TraceToken token) {
        Integer rank = token.rank();
        return rank == null ? null : Double.valueOf(rank);
    }

    private static @Nullable Double gap(TraceToken token, @Nullable TraceToken previous) {
        Duration now = token.arrival();
        if (now == null) {
            return null;
        }
        Duration before = previous == null ? null : previous.arrival();
        return before == null ? 0.0 : now.minus(before).toNanos() / 1e6;
    }
}
