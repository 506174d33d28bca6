package gymscope.servers.local.request;

import gymscope.engine.tokenizer.Tokenizer;
import gymscope.servers.http.HttpError;
import gymscope.templates.TemplateFault;
import gymscope.wire.ApiError;
import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chat template is given.
 *
 * @param messages prepared messages
 * @param tools in the chat's form, null when there are none
 * @param variables further variables, such as {@code enable_thinking}
 * @param addGenerationPrompt whether the prompt ends where the assistant begins
 * @param addSpecialTokens whether the tokenizer adds its begin token to what the template wrote
 */
public record Conversation(ArrayNode messages, @Nullable ArrayNode tools, ObjectNode variables, boolean addGenerationPrompt,
        boolean addSpecialTokens) {

    /**
     * A prompt.
     *
     * @param text as the template wrote it
     * @param ids its tokens
     */
    @SuppressWarnings("ArrayRecordComponent") // token ids are int[] throughout the engine; nobody changes them here
    public record Prompt(String text, int[] ids) {

        /** Whether it ends inside an open {@code <think>}. */
        public boolean opensReasoning() {
            return text.stripTrailing().endsWith("<think>");
        }
    }

    /** Reads the conversation of a chat or tokenize request. */
    public static Conversation of(RequestReader request) {
        request.refuse("continue_final_message", "documents", "echo", "functions", "mm_processor_kwargs", "audio");
        if (request.has("chat_template")) {
            throw HttpError.badRequest("chat_template is refused: the local model uses the template of its file.",
                    "chat_template");
        }
        return new Conversation(Messages.prepared(request.array("messages")), tools(request), variables(request),
                request.flag("add_generation_prompt", true), request.flag("add_special_tokens", false));
    }

    /** The prompt for a model. */
    public Prompt prompt(ServedModel model) {
        ObjectNode context = Json.object();
        Tokenizer tokenizer = model.tokenizer();
        Integer begin = tokenizer.beginToken();
        context.put("bos_token", begin == null ? null : tokenizer.text(begin));
        context.put("eos_token", tokenizer.text(tokenizer.endToken()));
        context.setAll(variables);
        context.set("messages", messages);
        context.set("tools", tools == null ? NullNode.getInstance() : tools);
        context.putNull("documents").put("add_generation_prompt", addGenerationPrompt);
        try {
            String text = model.requireTemplate().render(context);
            return new Prompt(text, model.checked(tokenizer.encode(text, addSpecialTokens, true), "messages"));
        } catch (TemplateFault fault) {
            throw new HttpError(400, new ApiError(fault.sentence(), "invalid_request_error", "messages", "template_error"));
        }
    }

    private static ObjectNode variables(RequestReader request) {
        ObjectNode variables = Json.object();
        String effort = request.text("reasoning_effort");
        if (effort != null) {
            variables.put("reasoning_effort", effort).put("enable_thinking", !effort.equals("none"));
        }
        ObjectNode given = request.object("chat_template_kwargs");
        if (given != null) {
            for (String refused : new String[]{"chat_template", "tokenize"}) {
                if (given.has(refused)) {
                    throw HttpError.badRequest("chat_template_kwargs may not hold %s.".formatted(refused),
                            "chat_template_kwargs");
                }
            }
            variables.setAll(given);
        }
        return variables;
    }

    private static @Nullable ArrayNode tools(RequestReader request) {
        ArrayNode tools = request.array("tools");
        if (tools == null) {
            return null;
        }
        if (tools.isEmpty()) {
            throw HttpError.badRequest("tools is an empty list; leave it out where there are none.", "tools");
        }
        for (JsonNode tool : tools) {
            if (!"function".equals(Json.text(tool, "type")) || Json.text(tool.path("function"), "name") == null) {
                throw HttpError.badRequest("Each of tools must be {\"type\": \"function\", \"function\": {\"name\": …}}.",
                        "tools");
            }
        }
        return tools;
    }
}
