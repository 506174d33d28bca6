package gymscope.servers.local.request;

import gymscope.engine.LocalModel;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.servers.http.HttpError;
import gymscope.templates.ChatTemplate;
import gymscope.templates.TemplateFault;
import gymscope.wire.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model as it is served.
 *
 * @param name what callers call it
 * @param model the engine
 * @param demonstration whether it is the built-in demonstration model
 * @param template turns conversations into prompts, null when the model has none that can be used
 * @param templateProblem why chat is refused, a sentence; null when it is not
 */
public record ServedModel(String name, LocalModel model, boolean demonstration, @Nullable ChatTemplate template,
        @Nullable String templateProblem) {

    /** The model with the chat template of its file. One without a template, or with one we cannot use, still completes. */
    public static ServedModel of(String name, LocalModel model, boolean demonstration) {
        String source = model.chatTemplate();
        if (source == null) {
            return new ServedModel(name, model, demonstration, null,
                    "The model %s has no chat template, so it takes no messages; use /v1/completions.".formatted(name));
        }
        try {
            return new ServedModel(name, model, demonstration, ChatTemplate.parse(source), null);
        } catch (TemplateFault fault) {
            return new ServedModel(name, model, demonstration, null,
                    "The chat template of the model %s cannot be used. %s".formatted(name, fault.sentence()));
        }
    }

    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    public int contextLength() {
        return model.description().contextLength();
    }

    /**
     * The chat template.
     *
     * @throws HttpError 400 when chat is refused
     */
    public ChatTemplate requireTemplate() {
        if (template == null) {
            throw HttpError.badRequest(String.valueOf(templateProblem), "messages");
        }
        return template;
    }

    /**
     * Lets a request pass that names this model, or none.
     *
     * @throws HttpError 404 when it names another
     */
    public void check(RequestReader request) {
        String asked = request.text("model");
        if (asked != null && !asked.equals(name)) {
            throw notFound(asked);
        }
    }

    /** 404 for another model. */
    public HttpError notFound(String asked) {
        return new HttpError(404,
                new ApiError("The model `%s` does not exist. This server has `%s`.".formatted(asked, name),
                        "invalid_request_error",
                        "model", "model_not_found"));
    }

    /**
     * How many tokens may be generated.
     *
     * @param asked how many the request wants, null for as many as fit
     * @param prompt how many tokens the prompt has
     * @throws HttpError 400 with the numbers when they do not fit the context
     */
    public int maxTokens(@Nullable Integer asked, int prompt) {
        int wanted = asked == null ? Math.max(1, contextLength() - prompt) : asked;
        if ((long) prompt + wanted > contextLength()) {
            throw new HttpError(400,
                    new ApiError(("This model's maximum context length is %d tokens. However, you requested %d output"
                            + " tokens and your prompt contains %d tokens. Shorten the prompt or ask for fewer tokens.")
                            .formatted(contextLength(), wanted, prompt), "invalid_request_error", "max_tokens",
                            "context_length_exceeded"));
        }
        return wanted;
    }

    /** Refuses ids that the model does not have. */
    public int[] checked(int[] ids, String param) {
        for (int id : ids) {
            if (id < 0 || id >= tokenizer().vocabularySize()) {
                throw HttpError.badRequest("%s names the token %d, but the model has tokens from 0 to %d.".formatted(param, id,
                        tokenizer().vocabularySize() - 1), param);
            }
        }
        if (ids.length == 0) {
            throw HttpError.badRequest("%s is empty; give at least one token.".formatted(param), param);
        }
        return ids;
    }
}
