package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the colour of a token tells. Its value is an amount that grows from calm (0) to loud, in nine steps; thresholds of
 * p and bits are the look's. A gap has two loud ends.
 */
public enum Quantity {
    /** −log₂ p in bits. */
    SURPRISAL("Surprisal", " bits", 2, "p 1", "< .02"),
    /** 1 − p. */
    PROBABILITY("Probability", "", 0.75, "p 1", "< .02"),
    /** −ln p. */
    LOG_PROBABILITY("Log probability", "", 1.4, "log p 0", "< −3.91"),
    /** Entropy or its lower bound in bits. */
    ENTROPY("Entropy", " bits", 2, "0 bits", "> 5.6"),
    /** Place by probability. */
    RANK("Rank", "", 5, "1", "> 100"),
    /** Milliseconds since the token before. */
    ARRIVAL("Arrival gap", " ms", 200, "0 ms", "> 1 s"),
    /** What the token belongs to; the amount is the surprisal. */
    CHANNEL("Channel", " bits", 2, "", ""),
    /** log p of B − log p of A for two traces that lie over each other. */
    GAP("log p of B − log p of A", "", 0.2, "−0.3", "+0.3");

    /** The channels in the order of their steps. */
    static final List<Channel> CHANNELS = List.of(Channel.values());
    /** The step of a value that is not known. */
    static final int UNKNOWN = -1;

    private final String words;
    private final String unit;
    private final double threshold;
    private final String calm;
    private final String loud;

    Quantity(String words, String unit, double threshold, String calm, String loud) {
        this.words = words;
        this.unit = unit;
        this.threshold = threshold;
        this.calm = calm;
        this.loud = loud;
    }

    /** Its name. */
    public String words() {
        return words;
    }

    /** What stands at the calm end of its legend; of a gap at the low one. */
    public String calmEnd() {
        return calm;
    }

    /** What stands at the loud end of its legend. */
    public String loudEnd() {
        return loud;
    }

    /** From which amount on a token counts as uncertain: 2 bits, p .25, rank 5, 200 ms; a gap that counts as large. */
    public double threshold() {
        return threshold;
    }

    /** An amount as the value that it stands for, with the unit if wanted. */
    public String write(double amount, boolean withUnit) {
        String number = switch (this) {
            case PROBABILITY -> Figures.decimal(1 - amount, 2);
            case LOG_PROBABILITY -> Figures.decimal(amount == 0 ? 0 : -amount, amount == Math.rint(amount) ? 0 : 1);
            case GAP -> (amount > 0 ? "+" : "") + Figures.decimal(amount, 1);
            case SURPRISAL, ENTROPY, RANK, ARRIVAL, CHANNEL -> Figures.decimal(amount,
                    amount < 10 && amount != Math.rint(amount) ? 1 : 0);
        };
        return withUnit ? number + unit : number;
    }

    /** The threshold as a condition: {@code above 2 bits}, {@code below 0.25}. */
    public String thresholdWords() {
        boolean falls = this == PROBABILITY || this == LOG_PROBABILITY;
        return (falls ? "below " : this == GAP ? "beyond ±" : "above ")
                + (this == GAP ? Figures.decimal(threshold, 1) : write(threshold, true));
    }

    /** The step of an amount, 0 to 8; {@link #UNKNOWN} for NaN. */
    int step(double amount) {
        if (Double.isNaN(amount)) {
            return UNKNOWN;
        }
        double[] steps = steps();
        int step = 0;
        while (step < steps.length && amount > steps[step]) {
            step++;
        }
        return step;
    }

    private double[] steps() {
        return switch (this) {
            case SURPRISAL, ENTROPY, CHANNEL -> Steps.BITS;
            case PROBABILITY -> Steps.MISS;
            case LOG_PROBABILITY -> Steps.NATS;
            case RANK -> Steps.RANKS;
            case ARRIVAL -> Steps.MILLIS;
            case GAP -> Steps.GAPS;
        };
    }

    /** The step of a channel in its own scale. */
    static int step(Channel channel) {
        return CHANNELS.indexOf(channel);
    }

    /**
     * The step of a token, 0 to 8; −1 when the quantity is not known.
     *
     * @param previous the token before it, null for the first
     */
    public int step(TraceToken token, @Nullable TraceToken previous) {
        return this == CHANNEL ? step(token.channel()) : step(amount(token, previous));
    }

    /**
     * The amount of a token; NaN when it is not known, and for a gap, which no token has alone.
     *
     * @param previous the token before it, null for the first
     */
    public double amount(TraceToken token, @Nullable TraceToken previous) {
        Double logprob = token.isScored() ? token.logprob() : null;
        return switch (this) {
            case SURPRISAL, CHANNEL -> logprob == null ? Double.NaN : -logprob / Steps.LN2 + 0.0;
            case PROBABILITY -> logprob == null ? Double.NaN : -Math.expm1(logprob) + 0.0;
            case LOG_PROBABILITY -> logprob == null ? Double.NaN : -logprob + 0.0;
            case ENTROPY -> number(token.entropyBits());
            case RANK -> number(token.rank());
            case ARRIVAL -> gap(token, previous);
            case GAP -> Double.NaN;
        };
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }

    private static double gap(TraceToken token, @Nullable TraceToken previous) {
        Duration now = token.arrival();
        if (now == null) {
            return Double.NaN;
        }
        Duration before = previous == null ? null : previous.arrival();
        return before == null ? 0 : Math.max(0, now.minus(before).toNanos() / 1e6);
    }

    /** Where the steps begin. */
    private static final class Steps {
        static final double LN2 = Math.log(2);
        private static final double[] P = {0.90, 0.70, 0.50, 0.33, 0.20, 0.10, 0.05, 0.02};
        static final double[] BITS = new double[P.length];
        static final double[] NATS = new double[P.length];
        static final double[] MISS = new double[P.length];
        static final double[] RANKS = {1, 2, 3, 5, 10, 20, 50, 100};
        static final double[] MILLIS = {10, 20, 50, 100, 200, 350, 500, 1000};
        static final double[] GAPS = {-0.3, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.3};

        static {
            for (int i = 0; i < P.length; i++) {
                NATS[i] = -Math.log(P[i]);
                BITS[i] = NATS[i] / LN2;
                MISS[i] = 1 - P[i];
            }
        }
    }
}
