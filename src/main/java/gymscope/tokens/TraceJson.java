package gymscope.tokens;

import gymscope.wire.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trace as JSON for programs; members are only ever added, and one whose value is not known is left out.
 *
 * <pre>
 * {"prompt_token_ids": [id], "text", "mean_logprob", "perplexity",
 *  "tokens": [{"position", "id", "text", "bytes": [0…255], "logprob", "floored": true, "probability", "surprisal_bits",
 *              "rank", "rank_is_exact", "entropy_bits", "entropy_is_bound", "rest_mass", "channel", "arrival_ms",
 *              "top": [{"id", "text", "bytes", "logprob"}]}]}
 * </pre>
 */
public final class TraceJson {

    private TraceJson() {
    }

    /** The whole trace. */
    public static ObjectNode of(TokenTrace trace) {
        ObjectNode json = Json.object();
        if (!trace.promptIds().isEmpty()) {
            ArrayNode ids = json.putArray("prompt_token_ids");
            trace.promptIds().forEach(ids::add);
        }
        json.put("text", trace.text());
        put(json, "mean_logprob", trace.meanLogProbability());
        put(json, "perplexity", trace.perplexity());
        ArrayNode tokens = json.putArray("tokens");
        trace.tokens().forEach(token -> add(tokens.addObject(), token));
        return json;
    }

    private static void add(ObjectNode json, TraceToken token) {
        json.put("position", token.position());
        identify(json, token.id(), token.isPlaceholder() ? null : token.text(), token.bytes());
        put(json, "logprob", token.logprob());
        if (token.floored()) {
            json.put("floored", true);
        }
        put(json, "probability", token.probability());
        put(json, "surprisal_bits", token.surprisalBits());
        Integer rank = token.rank();
        if (rank != null) {
            json.put("rank", rank).put("rank_is_exact", token.rankIsExact());
        }
        Double entropy = token.entropyBits();
        if (entropy != null) {
            json.put("entropy_bits", entropy).put("entropy_is_bound", token.entropyIsBound());
        }
        put(json, "rest_mass", token.restMass());
        json.put("channel", token.channel().name().toLowerCase(Locale.ROOT));
        if (token.arrival() != null) {
            json.put("arrival_ms", token.arrival().toNanos() / 1e6);
        }
        ArrayNode top = json.putArray("top");
        for (Alternative alternative : token.alternatives()) {
            identify(top.addObject(), alternative.id(), alternative.text(), alternative.bytes()).put("logprob",
                    alternative.logprob());
        }
    }

    private static ObjectNode identify(ObjectNode json, @Nullable Integer id, @Nullable String text, @Nullable TokenBytes bytes) {
        if (id != null) {
            json.put("id", id);
        }
        if (text != null) {
            json.put("text", text);
        }
        if (bytes != null) {
            ArrayNode values = json.putArray("bytes");
            for (byte value : bytes.toArray()) {
                values.add(value & 0xFF);
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String member, @Nullable Double value) {
        if (value != null) {
            json.put(member, value);
        }
    }
}
