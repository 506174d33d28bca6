package gymscope.rollouts;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How often each reward came, in bins of one width whose ends lie on whole numbers: 0 to 1 unless a reward lies beyond.
 *
 * @param bins from the lowest to the highest
 */
public record RewardHistogram(List<Bin> bins) {

    private static final int BINS = 6;

    /**
     * One bar.
     *
     * @param value the reward in the bin's middle
     * @param count rollouts whose reward is nearest to it
     */
    public record Bin(double value, int count) {}

    public RewardHistogram {
        bins = List.copyOf(bins);
    }

    /** The histogram of rewards with their numbers of rollouts. */
    public static RewardHistogram of(SortedMap<Double, Integer> rewards) {
        double low = rewards.isEmpty() ? 0 : Math.min(0, Math.floor(rewards.firstKey()));
        double high = rewards.isEmpty() ? 1 : Math.max(1, Math.ceil(rewards.lastKey()));
        double width = (high - low) / (BINS - 1);
        int[] counts = new int[BINS];
        rewards.forEach((reward, count) -> counts[(int) Math.min(BINS - 1, Math.round((reward - low) / width))] += count);
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(low + i * width, counts[i]));
        }
        return new RewardHistogram(bins);
    }
}
