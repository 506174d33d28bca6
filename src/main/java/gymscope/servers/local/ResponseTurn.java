package gymscope.servers.local;

import gymscope.convert.ResponseEnvelope;
import gymscope.engine.generation.GeneratedToken;
import gymscope.parsing.AnswerParser;
import gymscope.parsing.Part;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.PartTokens;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.answer.UsageCounts;
import gymscope.servers.local.request.Conversation.Prompt;
import gymscope.servers.local.request.ResponsesRequest;
import gymscope.servers.local.request.ServedModel;
import gymscope.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One Responses request with all that its answer needs, whole or streamed.
 *
 * @param createdAt seconds since 1970
 */
record ResponseTurn(ServedModel model, ResponsesRequest request, Prompt prompt, String id, long createdAt) {

    AnswerParser parser() {
        return request.tools().parser(prompt.opensReasoning());
    }

    /** The log probabilities of tokens; an empty list where they were not asked for. */
    ArrayNode logprobs(List<GeneratedToken> tokens) {
        ArrayNode entries = Json.array();
        if (request.topLogprobs() >= 0) {
            TokenForms forms = new TokenForms(model.tokenizer(), request.parameters().tokensAsIds());
            tokens.forEach(token -> entries.add(forms.entry(token)));
        }
        return entries;
    }

    /** The Response while its output is still empty. */
    ObjectNode begun() {
        return ResponseEnvelope.of(request.body(), id, createdAt, Json.array(), null, null).put("status", "in_progress");
    }

    /** The Response around its items. */
    ObjectNode ended(AnswerStream answer, ArrayNode output) {
        int reasoning = PartTokens.of(answer, parser().parse(answer.text()), Part.REASONING).size();
        UsageCounts usage = new UsageCounts(prompt.ids().length, answer.tokens().size(), answer.cachedTokens(), reasoning);
        return ResponseEnvelope.of(request.body(), id, createdAt, output, answer.end().finishReason(), usage.toResponses());
    }

    /** NeMo Gym's token fields, which the last item of a turn carries. */
    void putTokenFields(ObjectNode lastItem, AnswerStream answer) {
        lastItem.set("prompt_token_ids", TokenForms.ids(prompt.ids()));
        lastItem.set("generation_token_ids", TokenForms.ids(answer.tokens()));
        ArrayNode logprobs = lastItem.putArray("generation_log_probs");
        answer.tokens().forEach(token -> logprobs.add(TokenForms.finite(token.logprob())));
    }
}
