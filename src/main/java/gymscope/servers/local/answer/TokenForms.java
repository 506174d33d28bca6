package gymscope.servers.local.answer;

import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.PromptScore;
import gymscope.engine.generation.TokenScore;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens with their scores as the dialects write them.
 *
 * @param tokenizer gives the tokens' texts and bytes
 * @param asIds whether a token is written {@code token_id:N} instead of its text
 */
public record TokenForms(Tokenizer tokenizer, boolean asIds) {

    /** What stands for minus infinity, which JSON lacks (vLLM). */
    private static final double FLOOR = -9999;

    /** The token's text, or its number. */
    public String shown(int id) {
        return asIds ? "token_id:" + id : tokenizer.text(id);
    }

    /** A log probability that JSON can carry. */
    public static double finite(double logprob) {
        return Math.max(logprob, FLOOR);
    }

    /** {@code {token, logprob, bytes, top_logprobs}} with the true bytes and the true likeliest tokens, as OpenAI has it. */
    public ObjectNode entry(GeneratedToken token) {
        ObjectNode entry = scored(token.id(), token.logprob());
        ArrayNode top = entry.putArray("top_logprobs");
        token.top().forEach(other -> top.add(scored(other.id(), other.logprob())));
        return entry;
    }

    /** A map from text to log probability, the token itself first (Completions). */
    public ObjectNode map(int id, double logprob, List<TokenScore> top) {
        ObjectNode map = Json.object().put(shown(id), finite(logprob));
        for (TokenScore other : top) {
            String text = shown(other.id());
            if (!map.has(text)) {
                map.put(text, finite(other.logprob()));
            }
        }
        return map;
    }

    /** {@code prompt_logprobs}: null for the first token, then a map from id to score, the token itself first. */
    public ArrayNode promptScores(List<PromptScore> scores) {
        ArrayNode all = Json.array().addNull();
        for (PromptScore score : scores) {
            ObjectNode map = all.addObject();
            map.set(Integer.toString(score.id()), ranked(score.id(), score.logprob(), score.rank()));
            for (int i = 0; i < score.top().size(); i++) {
                TokenScore other = score.top().get(i);
                if (other.id() != score.id()) {
                    map.set(Integer.toString(other.id()), ranked(other.id(), other.logprob(), i + 1));
                }
            }
        }
        return all;
    }

    /** Numbers as an array. */
    public static ArrayNode ids(int[] ids) {
        ArrayNode array = Json.array();
        for (int id : ids) {
            array.add(id);
        }
        return array;
    }

    /** The ids of tokens as an array. */
    public static ArrayNode ids(List<GeneratedToken> tokens) {
        ArrayNode array = Json.array();
        tokens.forEach(token -> array.add(token.id()));
        return array;
    }

    private ObjectNode scored(int id, double logprob) {
        ObjectNode entry = Json.object().put("token", shown(id)).put("logprob", finite(logprob));
        ArrayNode bytes = entry.putArray("bytes");
        for (byte value : tokenizer.bytes(id)) {
            bytes.add(Byte.toUnsignedInt(value));
        }
        return entry;
    }

    private ObjectNode ranked(int id, double logprob, int rank) {
        return Json.object().put("logprob", finite(logprob)).put("rank", rank).put("decoded_token", tokenizer.text(id));
    }
}
