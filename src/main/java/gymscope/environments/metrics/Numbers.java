package gymscope.environments.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers of JSON and their statistics. */
final class Numbers {

    private Numbers() {
    }

    /** A number as it is, a boolean as 0 or 1, null for everything else. */
    static @Nullable Double of(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return value.isNumber() ? Double.valueOf(value.asDouble()) : value.isBoolean() ? value.asBoolean() ? 1.0 : 0.0 : null;
    }

    /** The arithmetic mean, 0 of nothing. */
    static double mean(double[] values) {
        return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
    }

    /** The middle value, the mean of the two middle ones for an even number. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The sample standard deviation (n − 1), NaN below two values. */
    static double deviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1));
    }
}
