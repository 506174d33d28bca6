package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.Arrays;
import java.util.List;

/** The amounts of one quantity for all tokens, each computed once, when it is first asked for. UI thread only. */
final class QuantityValues {

    private static final double NOT_YET = Double.NEGATIVE_INFINITY;
    private static final int CHECK_TIME = 256;

    private final Quantity quantity;
    private final List<TraceToken> tokens;
    private double[] amounts = new double[0];
    private List<Span> differing = List.of();
    private int differingStep;
    private int counted;
    private int above;
    private double most;

    QuantityValues(Quantity quantity, List<TraceToken> tokens) {
        this.quantity = quantity;
        this.tokens = tokens;
    }

    /** Amounts that are given, such as gaps to another trace; tokens beyond them have none. */
    static QuantityValues given(Quantity quantity, List<TraceToken> tokens, double[] amounts, List<Span> differing,
            int differingStep) {
        QuantityValues values = new QuantityValues(quantity, tokens);
        values.amounts = Arrays.copyOf(amounts, Math.max(amounts.length, tokens.size()));
        Arrays.fill(values.amounts, Math.min(amounts.length, values.amounts.length), values.amounts.length, Double.NaN);
        values.differing = List.copyOf(differing);
        values.differingStep = differingStep;
        return values;
    }

    /** The amount of a token, NaN when it is not known. */
    double at(int position) {
        if (position >= amounts.length) {
            int before = amounts.length;
            amounts = Arrays.copyOf(amounts, Math.max(tokens.size(), before + before / 2 + 64));
            Arrays.fill(amounts, before, amounts.length, NOT_YET);
        }
        double amount = amounts[position];
        if (amount == NOT_YET) {
            amount = quantity.amount(tokens.get(position), position == 0 ? null : tokens.get(position - 1));
            amounts[position] = amount;
        }
        return amount;
    }

    /** The step of a token. */
    int step(int position) {
        if (quantity == Quantity.GAP && Double.isNaN(at(position)) && differs(position)) {
            return differingStep;
        }
        return quantity == Quantity.CHANNEL ? Quantity.step(tokens.get(position).channel()) : quantity.step(at(position));
    }

    private boolean differs(int position) {
        for (Span stretch : differing) {
            if (position >= stretch.start() && position < stretch.end()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token is beyond the quantity's threshold. */
    boolean isAbove(int position) {
        double amount = at(position);
        return (quantity == Quantity.GAP ? Math.abs(amount) : amount) > quantity.threshold();
    }

    /**
     * Counts on until all tokens are counted or the time is over.
     *
     * @param nanos at most about so long
     * @return whether all are counted
     */
    boolean count(long nanos) {
        long end = System.nanoTime() + nanos;
        while (counted < tokens.size()) {
            double amount = at(counted);
            if (!Double.isNaN(amount)) {
                most = Math.max(most, Math.abs(amount));
                above += isAbove(counted) ? 1 : 0;
            }
            counted++;
            if (counted % CHECK_TIME == 0 && System.nanoTime() > end) {
                return counted == tokens.size();
            }
        }
        return true;
    }

    /** How many tokens are counted. */
    int counted() {
        return counted;
    }

    /** How many of the counted tokens are beyond the threshold. */
    int above() {
        return above;
    }

    /** The largest amount of the counted tokens, of a gap without its sign. */
    double most() {
        return most;
    }
}
