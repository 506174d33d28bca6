package gymscope.client.continuation;

import gymscope.wire.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a chat request is asked again when its answer goes on from the middle. */
final class RequestMembers {

    /** How long a continuation gets when the request set no length: Completions would end after 16 tokens. */
    static final int TOKENS = 256;

    /** Members that mean the same in Completions. */
    private static final Set<String> SHARED = Set.of("temperature", "top_p", "top_k", "min_p", "seed", "stop", "presence_penalty",
            "frequency_penalty", "repetition_penalty", "logit_bias", "stop_token_ids", "ignore_eos", "bad_words",
            "allowed_token_ids", "include_stop_str_in_output", "priority", "return_tokens_as_token_ids");

    private final ObjectNode request;

    RequestMembers(ObjectNode request) {
        this.request = request;
    }

    /** A Completions request for a prompt that ends with the token that was chosen. */
    ObjectNode completion(JsonNode prompt, int tokensBefore) {
        ObjectNode body = Json.object();
        copy("model", body);
        body.set("prompt", prompt);
        SHARED.forEach(member -> copy(member, body));
        body.put("max_tokens", left(tokensBefore)).put("stream", true).put("skip_special_tokens", false);
        if (request.path("logprobs").asBoolean(false)) {
            body.put("logprobs", request.path("top_logprobs").asInt(0));
        }
        return body.put("return_token_ids", true);
    }

    /** A chat request whose last message is the assistant's, as far as it got. */
    ObjectNode chat(String content) {
        ObjectNode body = request.deepCopy();
        body.withArray("/messages").addObject().put("role", "assistant").put("content", content);
        return body;
    }

    /** How many tokens the answer may still get. */
    int left(int tokensBefore) {
        Double most = Json.number(request, request.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens");
        return most == null ? TOKENS : Math.max(1, most.intValue() - tokensBefore - 1);
    }

    private void copy(String member, ObjectNode to) {
        JsonNode value = request.get(member);
        if (value != null) {
            to.set(member, value);
        }
    }
}
