package gymscope.servers.local.answer;

import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.PromptScore;
import gymscope.engine.tokenizer.Utf8Decoder;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log probabilities of Completions: parallel lists of texts, values, alternatives and places. A place counts the code
 * points of the returned text before the token.
 */
public final class LegacyLogprobs {

    private final TokenForms forms;
    private final ObjectNode json = Json.object();
    private final ArrayNode offsets = json.putArray("text_offset");
    private final ArrayNode logprobs = json.putArray("token_logprobs");
    private final ArrayNode tokens = json.putArray("tokens");
    private final ArrayNode top = json.putArray("top_logprobs");

    public LegacyLogprobs(TokenForms forms) {
        this.forms = forms;
    }

    /** Adds the prompt's tokens; the first one has no score. */
    public void addPrompt(int[] prompt, List<PromptScore> scores) {
        Utf8Decoder decoder = new Utf8Decoder();
        int offset = 0;
        for (int i = 0; i < prompt.length; i++) {
            offsets.add(offset);
            tokens.add(forms.shown(prompt[i]));
            String text = decoder.push(forms.tokenizer().bytes(prompt[i]));
            offset += text.codePointCount(0, text.length());
            if (i == 0) {
                logprobs.addNull();
                top.addNull();
            } else {
                PromptScore score = scores.get(i - 1);
                logprobs.add(TokenForms.finite(score.logprob()));
                top.add(forms.map(score.id(), score.logprob(), score.top()));
            }
        }
    }

    /**
     * Adds a token of the answer.
     *
     * @param offset how many code points of the returned text stand before it
     */
    public void add(GeneratedToken token, int offset) {
        offsets.add(offset);
        tokens.add(forms.shown(token.id()));
        logprobs.add(TokenForms.finite(token.logprob()));
        top.add(forms.map(token.id(), token.logprob(), token.top()));
    }

    /** The lists. */
    public ObjectNode toJson() {
        return json;
    }
}
