package gymscope.servers.process;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program tells about its work in Prometheus' text form, under vLLM's or llama-server's names; each null where it is
 * not told. Several engines of one vLLM are added up.
 *
 * @param running requests that are being answered
 * @param waiting requests that wait for a place
 * @param cacheUse the share of the key-value cache that is taken, 0 to 1; of several engines the fullest
 * @param answered requests that ended well, since the program started
 * @param promptTokens tokens of prompts, since the program started
 * @param generatedTokens tokens that were generated, since the program started
 */
public record ProgramMetrics(@Nullable Long running, @Nullable Long waiting, @Nullable Double cacheUse, @Nullable Long answered,
        @Nullable Long promptTokens, @Nullable Long generatedTokens) {

    /** A sample line: name, labels, value, and perhaps a time. */
    private static final Pattern SAMPLE = Pattern
            .compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{.*\\})?[ \\t]+([^ \\t]+)(?:[ \\t]+-?[0-9]+)?\\s*$");
    private static final Set<String> RUNNING = Set.of("vllm:num_requests_running", "llamacpp:requests_processing");
    private static final Set<String> WAITING = Set.of("vllm:num_requests_waiting", "llamacpp:requests_deferred");
    private static final Set<String> CACHE = Set.of("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc",
            "llamacpp:kv_cache_usage_ratio");
    private static final Set<String> ANSWERED = Set.of("vllm:request_success_total");
    private static final Set<String> PROMPT = Set.of("vllm:prompt_tokens_total", "llamacpp:prompt_tokens_total");
    private static final Set<String> GENERATED = Set.of("vllm:generation_tokens_total", "llamacpp:tokens_predicted_total");

    /** Reads an answer of {@code /metrics}; names that are not known here are passed over. */
    static ProgramMetrics of(String text) {
        return new ProgramMetrics(whole(sum(text, RUNNING)), whole(sum(text, WAITING)), largest(text, CACHE),
                whole(sum(text, ANSWERED)), whole(sum(text, PROMPT)), whole(sum(text, GENERATED)));
    }

    /** Whether nothing is told at all. */
    boolean isEmpty() {
        return equals(new ProgramMetrics(null, null, null, null, null, null));
    }

    private interface Fold {
        double of(double one, double other);
    }

    private static @Nullable Double sum(String text, Set<String> names) {
        return folded(text, names, Double::sum);
    }

    private static @Nullable Double largest(String text, Set<String> names) {
        return folded(text, names, Math::max);
    }

    private static @Nullable Double folded(String text, Set<String> names, Fold fold) {
        Double result = null;
        for (String line : text.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && names.contains(sample.group(1))) {
                Double value = number(sample.group(2));
                result = value == null ? result : result == null ? value : Double.valueOf(fold.of(result, value));
            }
        }
        return result;
    }

    /** Not a number and infinity are no figures to show. */
    private static @Nullable Double number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static @Nullable Long whole(@Nullable Double value) {
        return value == null ? null : Long.valueOf(Math.round(value));
    }
}
