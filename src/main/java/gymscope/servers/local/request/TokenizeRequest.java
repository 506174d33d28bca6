package gymscope.servers.local.request;

import gymscope.servers.http.HttpError;

/**
 * A request to count tokens, in either of vLLM's forms.
 *
 * @param ids the tokens
 * @param returnTexts whether the tokens' texts are returned as well
 */
@SuppressWarnings("ArrayRecordComponent") // token ids are int[] throughout the engine; nobody changes them here
public record TokenizeRequest(int[] ids, boolean returnTexts) {

    /** Reads and checks a request, and tokenizes. */
    public static TokenizeRequest of(RequestReader request, ServedModel model) {
        model.check(request);
        boolean texts = request.flag("return_token_strs", false);
        if (request.has("messages")) {
            return new TokenizeRequest(Conversation.of(request).prompt(model).ids(), texts);
        }
        String prompt = request.text("prompt");
        if (prompt == null) {
            throw HttpError.badRequest("Give a prompt, or messages.", "prompt");
        }
        boolean addSpecial = request.flag("add_special_tokens", true);
        return new TokenizeRequest(model.tokenizer().encode(prompt, addSpecial, request.flag("parse_special", true)), texts);
    }
}
