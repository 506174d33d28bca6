package gymscope.servers.local.request;

import gymscope.servers.http.HttpError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Completions request.
 *
 * @param prompts the token ids of each prompt
 * @param parameters how to generate
 * @param maxTokens how many tokens at most for each prompt
 * @param logprobs alternatives for each token, -1 for no log probabilities
 * @param echo whether the answer begins with the prompt
 * @param streaming how the answer is streamed, null for one document
 */
public record CompletionRequest(List<int[]> prompts, GenerationParameters parameters, int maxTokens, int logprobs, boolean echo,
        ChatRequest.@Nullable Streaming streaming) {

    private static final int DEFAULT_TOKENS = 16;
    private static final int MAX_PROMPTS = 1024;

    /** Reads and checks a request. */
    public static CompletionRequest of(RequestReader request, ServedModel model) {
        model.check(request);
        request.refuse("suffix", "prompt_embeds");
        if (request.integer("best_of", 1, 1, Integer.MAX_VALUE) > request.integer("n", 1, 1, Integer.MAX_VALUE)) {
            throw RequestReader.notBuilt("best_of", "best_of");
        }
        GenerationParameters parameters = GenerationParameters.of(request, model);
        ChatRequest.Streaming streaming = ChatRequest.Streaming.of(request);
        if (streaming != null && parameters.promptLogprobs() > 0) {
            throw HttpError.badRequest("prompt_logprobs is not available with stream.", "prompt_logprobs");
        }
        List<int[]> prompts = prompts(request, model);
        return new CompletionRequest(prompts, parameters, request.integer("max_tokens", DEFAULT_TOKENS, 0, Integer.MAX_VALUE),
                request.integer("logprobs", -1, 0, GenerationParameters.MAX_LOGPROBS), request.flag("echo", false), streaming);
    }

    /** How many alternatives of the prompt's tokens are needed, -1 for none. */
    public int promptScores() {
        return Math.max(parameters.promptLogprobs(), echo ? logprobs : -1);
    }

    private static List<int[]> prompts(RequestReader request, ServedModel model) {
        JsonNode prompt = request.node("prompt");
        boolean addSpecial = request.flag("add_special_tokens", true);
        if (prompt == null) {
            throw HttpError.badRequest("prompt is missing.", "prompt");
        }
        List<int[]> prompts = new ArrayList<>();
        boolean several = prompt.isArray() && !prompt.isEmpty() && !prompt.get(0).isNumber();
        if (several && prompt.size() > MAX_PROMPTS) {
            throw HttpError.badRequest("prompt holds %d prompts; at most %d are taken.".formatted(prompt.size(), MAX_PROMPTS),
                    "prompt");
        }
        if (several) {
            prompt.forEach(one -> prompts.add(ids(one, addSpecial, model)));
        } else {
            prompts.add(ids(prompt, addSpecial, model));
        }
        return prompts;
    }

    private static int[] ids(JsonNode prompt, boolean addSpecial, ServedModel model) {
        if (prompt.isString()) {
            return model.checked(model.tokenizer().encode(prompt.asString(), addSpecial, true), "prompt");
        }
        boolean ids = prompt.isArray() && prompt.valueStream().allMatch(one -> one.isIntegralNumber() && one.canConvertToInt());
        if (!ids) {
            throw RequestReader.wrong("prompt", "a text, a list of token ids, or a list of either", prompt);
        }
        return model.checked(prompt.valueStream().mapToInt(JsonNode::asInt).toArray(), "prompt");
    }
}
