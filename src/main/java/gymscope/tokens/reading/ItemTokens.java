package gymscope.tokens.reading;

import gymscope.tokens.AnswerParts;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * NeMo Gym's token fields of an item or message: numbers and log probabilities of the whole turn. Texts and
 * alternatives come from the entries beside them, which may cover only a part of the turn.
 */
final class ItemTokens {

    private static final double SAME = 1e-6;

    private ItemTokens() {
    }

    static TokenTrace trace(JsonNode item, List<TraceToken> texts, Channel channel) {
        List<Integer> ids = TraceReader.ids(item, "generation_token_ids");
        List<JsonNode> logprobs = Json.elements(item, "generation_log_probs");
        List<TraceToken> tokens = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Double logprob = i < logprobs.size() ? Json.number(logprobs.get(i)) : null;
            tokens.add(TraceToken.ofId(i, ids.get(i), logprob, channel));
        }
        int offset = offset(tokens, texts);
        for (int i = 0; offset >= 0 && i < texts.size(); i++) {
            TraceToken text = texts.get(i);
            TraceToken bare = tokens.get(offset + i);
            tokens.set(offset + i, new TraceToken(bare.position(), bare.id(), text.text(), text.bytes(), bare.logprob(),
                    text.alternatives(), text.channel(), null));
        }
        for (int i = 0; offset >= 0 && i < tokens.size(); i++) {
            // What comes before an item's text is thinking, what comes after it the end token.
            if (i < offset || i >= offset + texts.size()) {
                tokens.set(i, tokens.get(i).withChannel(i < offset ? Channel.REASONING : Channel.TEMPLATE));
            }
        }
        return new TokenTrace(tokens, TraceReader.ids(item, "prompt_token_ids")).withChannels(AnswerParts.NONE);
    }

    /** Where the entries' log probabilities stand among those of the turn, −1 when nowhere. */
    private static int offset(List<TraceToken> tokens, List<TraceToken> texts) {
        for (int offset = 0; !texts.isEmpty() && offset + texts.size() <= tokens.size(); offset++) {
            int matched = 0;
            while (matched < texts.size() && same(tokens.get(offset + matched).logprob(), texts.get(matched).logprob())) {
                matched++;
            }
            if (matched == texts.size()) {
                return offset;
            }
        }
        return -1;
    }

    private static boolean same(@Nullable Double one, @Nullable Double other) {
        return one != null && other != null && Math.abs(one - other) < SAME;
    }
}
