package gymscope.servers.local;

import gymscope.engine.generation.GeneratedToken;
import gymscope.parsing.AnswerParser;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.PartTokens;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.answer.UsageCounts;
import gymscope.servers.local.request.ChatRequest;
import gymscope.servers.local.request.Conversation.Prompt;
import gymscope.servers.local.request.ServedModel;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One chat request with all that its answer needs, whole or streamed.
 *
 * @param created seconds since 1970
 */
record ChatTurn(ServedModel model, ChatRequest request, Prompt prompt, String id, long created) {

    AnswerParser parser() {
        return request.tools().parser(prompt.opensReasoning());
    }

    /** The members that a document and every chunk begin with. */
    ObjectNode head(String object) {
        return Json.object().put("id", id).put("object", object).put("created", created).put("model", model.name());
    }

    /** The log probabilities of tokens, null where they were not asked for. */
    JsonNode logprobs(List<GeneratedToken> tokens) {
        if (request.topLogprobs() < 0) {
            return NullNode.getInstance();
        }
        TokenForms forms = new TokenForms(model.tokenizer(), request.parameters().tokensAsIds());
        ObjectNode logprobs = Json.object();
        ArrayNode content = logprobs.putArray("content");
        tokens.forEach(token -> content.add(forms.entry(token)));
        return logprobs;
    }

    /** Why an answer ended, in the chat's words. */
    static String finishReason(AnswerStream answer, boolean called) {
        String reason = answer.end().finishReason();
        return called && reason.equals("stop") ? "tool_calls" : reason;
    }

    /** What stopped an answer, null for its own end. */
    static JsonNode stopReason(AnswerStream answer) {
        @Nullable
        JsonNode reason = answer.end().stopReason();
        return reason == null ? NullNode.getInstance() : reason;
    }

    /** The counts over all answers, which have ended. */
    UsageCounts usage(List<AnswerStream> answers) {
        int generated = 0;
        int reasoning = 0;
        for (AnswerStream answer : answers) {
            ParsedAnswer parsed = parser().parse(answer.text());
            generated += answer.tokens().size();
            reasoning += PartTokens.of(answer, parsed, Part.REASONING).size();
        }
        return new UsageCounts(prompt.ids().length, generated, answers.getFirst().cachedTokens(), reasoning);
    }
}
