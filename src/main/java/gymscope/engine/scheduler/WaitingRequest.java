package gymscope.engine.scheduler;

import gymscope.engine.generation.GenerationRequest;

/** A request in the queue. */
final class WaitingRequest {

    private final GenerationRequest request;
    private final int[] prompt;
    private final int mostTokens;
    private final TokenStream stream;

    /**
     * @param prompt the request's, for reading only
     * @param mostTokens how many tokens prompt and answer may have together
     */
    WaitingRequest(GenerationRequest request, int[] prompt, int mostTokens, TokenStream stream) {
        this.request = request;
        this.prompt = prompt;
        this.mostTokens = mostTokens;
        this.stream = stream;
    }

    GenerationRequest request() {
        return request;
    }

    int[] prompt() {
        return prompt;
    }

    int mostTokens() {
        return mostTokens;
    }

    TokenStream stream() {
        return stream;
    }
}
