package gymscope.servers.local.request;

import gymscope.servers.http.HttpError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Chat Completions request.
 *
 * @param conversation what is said so far
 * @param tools how calls are read
 * @param parameters how to generate
 * @param maxTokens how many tokens at most, null for as many as fit
 * @param topLogprobs alternatives for each token, -1 for no log probabilities
 * @param includeReasoning whether reasoning is returned
 * @param streaming how the answer is streamed, null for one document
 */
public record ChatRequest(Conversation conversation, ToolUse tools, GenerationParameters parameters, @Nullable Integer maxTokens,
        int topLogprobs, boolean includeReasoning, @Nullable Streaming streaming) {

    /** Reads and checks a request. */
    public static ChatRequest of(RequestReader request, ServedModel model) {
        model.check(request);
        model.requireTemplate();
        Conversation conversation = Conversation.of(request);
        GenerationParameters parameters = GenerationParameters.of(request, model);
        Integer tokens = request.integerOrNull("max_tokens", 1, Integer.MAX_VALUE);
        Integer completionTokens = request.integerOrNull("max_completion_tokens", 1, Integer.MAX_VALUE);
        Streaming streaming = Streaming.of(request);
        if (streaming != null && parameters.promptLogprobs() > 0) {
            throw HttpError.badRequest("prompt_logprobs is not available with stream.", "prompt_logprobs");
        }
        return new ChatRequest(conversation, ToolUse.of(request, conversation.tools() != null), parameters,
                completionTokens == null ? tokens : completionTokens, topLogprobs(request),
                request.flag("include_reasoning", true), streaming);
    }

    private static int topLogprobs(RequestReader request) {
        boolean wanted = request.flag("logprobs", false);
        int top = request.integer("top_logprobs", 0, 0, GenerationParameters.MAX_LOGPROBS);
        if (top > 0 && !wanted) {
            throw HttpError.badRequest("top_logprobs needs logprobs: true.", "top_logprobs");
        }
        return wanted ? top : -1;
    }

    /**
     * How an answer is streamed.
     *
     * @param includeUsage whether a last chunk carries the usage
     * @param continuousUsage whether every chunk does
     */
    public record Streaming(boolean includeUsage, boolean continuousUsage) {

        /** Reads {@code stream} and {@code stream_options}; null where the answer is one document. */
        static @Nullable Streaming of(RequestReader request) {
            boolean stream = request.flag("stream", false);
            ObjectNode options = request.object("stream_options");
            if (options != null && !stream) {
                throw HttpError.badRequest("stream_options needs stream: true.", "stream_options");
            }
            RequestReader reader = new RequestReader(options == null ? request.body().objectNode() : options);
            boolean usage = reader.flag("include_usage", false);
            boolean continuous = reader.flag("continuous_usage_stats", false);
            return stream ? new Streaming(usage, usage && continuous) : null;
        }
    }
}
