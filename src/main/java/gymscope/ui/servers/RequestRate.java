package gymscope.ui.servers;

import java.util.Arrays;

/** How many requests came per second over the last quarter of an hour, from counts that are read now and then. */
final class RequestRate {

    /** How many values there are. */
    static final int BINS = 90;

    /** How long each of them is. */
    static final int SECONDS = 10;

    private final long[] counts = new long[BINS];
    private long newestBin = -1;
    private long second;
    private long lastCount = -1;

    /**
     * Takes a reading. The first one only tells where to count from.
     *
     * @param nowSeconds of any clock that does not go back
     * @param requests all that came since the server was made
     */
    void read(long nowSeconds, long requests) {
        long bin = nowSeconds / SECONDS;
        if (newestBin < 0) {
            newestBin = bin;
        }
        for (long passed = Math.max(newestBin + 1, bin - BINS + 1); passed <= bin; passed++) {
            counts[(int) (passed % BINS)] = 0;
        }
        newestBin = Math.max(newestBin, bin);
        second = nowSeconds;
        if (lastCount >= 0) {
            counts[(int) (newestBin % BINS)] += Math.max(0, requests - lastCount);
        }
        lastCount = requests;
    }

    /** Requests per second, the oldest first, the last one still growing. */
    double[] perSecond() {
        double[] rates = new double[BINS];
        if (newestBin < 0) {
            return rates;
        }
        for (int i = 0; i < BINS; i++) {
            long bin = newestBin - BINS + 1 + i;
            rates[i] = bin < 0 ? 0 : (double) counts[(int) (bin % BINS)] / SECONDS;
        }
        return rates;
    }

    /** Requests per second in the last ten seconds or so: the growing value and what is missing of the one before. */
    double now() {
        if (newestBin < 0) {
            return 0;
        }
        double elapsed = second % SECONDS + 1.0;
        double before = newestBin == 0 ? 0 : counts[(int) ((newestBin - 1) % BINS)];
        return (counts[(int) (newestBin % BINS)] + before * (SECONDS - elapsed) / SECONDS) / SECONDS;
    }

    @Override
    public String toString() {
        return Arrays.toString(perSecond());
    }
}
