package gymscope.tokens.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * How often which ratio π/μ occurs, over ratios that double every fourth bin: from below ⅛ to above 8, with 1 in the middle
 * of a bin, so that equal probabilities do not fall on an edge.
 *
 * @param bins by growing ratio; together they hold every pair once
 */
public record RatioHistogram(List<Bin> bins) {

    private static final int PER_DOUBLING = 4;
    private static final int DOUBLINGS = 3;
    private static final double LN2 = Math.log(2);

    /**
     * One bar.
     *
     * @param from ratios from here, 0 for the first bin
     * @param to ratios below this, infinity for the last bin
     * @param count how many pairs
     */
    public record Bin(double from, double to, int count) {}

    public RatioHistogram {
        bins = List.copyOf(bins);
    }

    static RatioHistogram of(List<TokenPair> pairs) {
        int each = PER_DOUBLING * DOUBLINGS;
        int[] counts = new int[2 * each + 3];
        for (TokenPair pair : pairs) {
            long place = Math.round(pair.logRatio() / LN2 * PER_DOUBLING);
            counts[(int) Math.clamp(place, -each - 1L, each + 1L) + each + 1]++;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double from = i == 0 ? 0 : edge(i - each - 1.5);
            double to = i == counts.length - 1 ? Double.POSITIVE_INFINITY : edge(i - each - 0.5);
            bins.add(new Bin(from, to, counts[i]));
        }
        return new RatioHistogram(bins);
    }

    /** The count of the highest bar. */
    public int highest() {
        return bins.stream().mapToInt(Bin::count).max().orElse(0);
    }

    private static double edge(double place) {
        return Math.exp(place / PER_DOUBLING * LN2);
    }
}
