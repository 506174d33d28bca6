package gymscope.tokens;

import gymscope.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trace as JSON for programs; members are only ever added, and one whose value is not known is left out.
 *
 * <pre>
 * {"prompt_token_ids": [id], "text", "mean_logprob", "perplexity", "scored", "floored", "mean_surprisal_bits",
 *  "mean_entropy_bits", "greedy_share", "tail_share",
 *  "tokens": [{"position", "id", "text", "bytes": [0…255], "logprob", "floored": true, "probability", "surprisal_bits",
 *              "rank", "rank_is_exact", "margin", "entropy_bits", "entropy_is_bound", "entropy_at_most_bits", "rest_mass",
 *              "channel", "arrival_ms", "top": [{"id", "text", "bytes", "logprob"}]}]}
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
        TraceMeasures measures = TraceMeasures.of(trace);
        put(json, "mean_logprob", measures.meanLogprob());
        put(json, "perplexity", measures.perplexity());
        json.put("scored", measures.scored()).put("floored", measures.floored());
        put(json, "mean_surprisal_bits", measures.meanSurprisalBits());
        put(json, "mean_entropy_bits", measures.meanEntropyBits());
        put(json, "greedy_share", measures.greedyShare());
        put(json, "tail_share", TraceMeasures.tailShare(trace));
        ArrayNode tokens = json.putArray("tokens");
        trace.tokens().forEach(token -> add(tokens.addObject(), token));
        return json;
    }

    /** Whether a document is a trace in this form. */
    public static boolean isTrace(JsonNode document) {
        JsonNode first = document.path("tokens").path(0);
        return document.path("tokens").isArray() && document.has("text") && (first.isMissingNode() || first.has("position"));
    }

    /**
     * Reads a trace back; what can be computed is computed again. Members of another shape are passed over.
     */
    public static TokenTrace read(JsonNode document) {
        List<TraceToken> tokens = new ArrayList<>();
        for (JsonNode token : Json.elements(document, "tokens")) {
            tokens.add(token(tokens.size(), token));
        }
        List<Integer> prompt = Json.elements(document, "prompt_token_ids").stream().map(Json::integer)
                .filter(Objects::nonNull).toList();
        return new TokenTrace(tokens, prompt);
    }

    private static TraceToken token(int position, JsonNode json) {
        Integer id = id(json);
        String text = Json.text(json, "text");
        List<Alternative> alternatives = new ArrayList<>();
        for (JsonNode other : Json.elements(json, "top")) {
            Double logprob = Json.number(other, "logprob");
            String shown = Json.text(other, "text");
            if (logprob != null) {
                alternatives
                        .add(new Alternative(id(other), shown == null ? "" : shown, TokenBytes.of(other.get("bytes")), logprob));
            }
        }
        Double arrival = Json.number(json, "arrival_ms");
        return new TraceToken(position, id, text != null ? text : id == null ? "" : TraceToken.placeholder(id),
                TokenBytes.of(json.get("bytes")), Json.number(json, "logprob"), alternatives, channel(json),
                arrival == null ? null : Duration.ofNanos(Math.round(arrival * 1e6)));
    }

    private static @Nullable Integer id(JsonNode json) {
        return Json.integer(json.get("id"));
    }

    private static Channel channel(JsonNode json) {
        String word = json.path("channel").asString("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Channel.values()).filter(channel -> channel.name().equals(word)).findFirst().orElse(Channel.CONTENT);
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
        put(json, "margin", token.margin());
        EntropyBounds entropy = EntropyBounds.of(token);
        if (entropy != null) {
            json.put("entropy_bits", entropy.lower()).put("entropy_is_bound", token.entropyIsBound()).put("entropy_at_most_bits",
                    entropy.upper());
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
