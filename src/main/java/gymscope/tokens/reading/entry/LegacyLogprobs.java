package gymscope.tokens.reading.entry;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parallel arrays of Completions: {@code tokens}, {@code token_logprobs}, {@code top_logprobs}. */
public final class LegacyLogprobs {

    private LegacyLogprobs() {
    }

    /** The tokens of {@code choices[i].logprobs}; lists that are shorter than the texts leave values unknown. */
    public static List<TraceToken> read(JsonNode logprobs) {
        List<JsonNode> texts = Json.elements(logprobs, "tokens");
        List<JsonNode> values = Json.elements(logprobs, "token_logprobs");
        List<JsonNode> tops = Json.elements(logprobs, "top_logprobs");
        List<TraceToken> tokens = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).asString("");
            Double logprob = i < values.size() ? Json.number(values.get(i)) : null;
            tokens.add(new TraceToken(i, LogprobEntries.placeholderId(text), text, null, logprob,
                    alternatives(i < tops.size() ? tops.get(i) : null), Channel.CONTENT, null));
        }
        return tokens;
    }

    /** A map of text to log probability; two tokens of the same text share one place in it. */
    private static List<Alternative> alternatives(@Nullable JsonNode top) {
        List<Alternative> alternatives = new ArrayList<>();
        if (top != null && top.isObject()) {
            for (var member : top.properties()) {
                Double logprob = Json.number(member.getValue());
                if (logprob != null) {
                    alternatives.add(new Alternative(LogprobEntries.placeholderId(member.getKey()), member.getKey(), null,
                            logprob));
                }
            }
        }
        return alternatives;
    }
}
