package gymscope.tokens.reading;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LegacyLogprobs;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.tokens.reading.entry.PromptScores;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Reads one choice of Chat Completions, Completions and vLLM's generate, as OpenAI, vLLM, SGLang, llama.cpp and Ollama send them. */
final class ChoiceReader {

    private ChoiceReader() {
    }

    static void read(JsonNode answer, int index, Draft draft) {
        JsonNode choice = TraceReader.choice(answer, index);
        JsonNode message = choice.has("message") ? choice.path("message") : choice.path("delta");
        if (message.isObject()) {
            readMessage(message, draft);
        } else {
            draft.text = Json.text(choice, "text");
        }
        draft.finish(Json.text(choice, "finish_reason"));
        draft.stoppedBy(choice.get("stop_reason"));
        draft.stoppedBy(choice.get("matched_stop"));
        draft.usage = UsageReader.read(answer);
        readIds(answer, choice, message, draft);
        readTokens(choice, message, draft);
        JsonNode promptScores = choice.path("prompt_logprobs").isArray()
                ? choice.path("prompt_logprobs")
                : answer.path("prompt_logprobs");
        if (promptScores.isArray()) {
            draft.tellPrompt(PromptScores.read(promptScores, draft.promptIds));
        }
    }

    private static void readMessage(JsonNode message, Draft draft) {
        draft.text = Draft.text(message, "content");
        draft.refusal = Json.text(message, "refusal");
        for (String member : List.of("reasoning", "reasoning_content", "thinking")) {
            if (draft.reasoning == null) {
                draft.reasoning = Json.text(message, member);
            }
        }
        Json.elements(message, "tool_calls").forEach(call -> addCall(call, draft));
        if (message.path("function_call").isObject()) {
            addFunction(null, message.path("function_call"), draft);
        }
    }

    static void addCall(JsonNode call, Draft draft) {
        addFunction(Json.text(call, "id"), call.has("function") ? call.path("function") : call.path("custom"), draft);
    }

    private static void addFunction(@Nullable String id, JsonNode function, Draft draft) {
        String name = Json.text(function, "name");
        JsonNode arguments = function.has("arguments") ? function.path("arguments") : function.path("input");
        String written = arguments.isString() ? arguments.asString() : arguments.isMissingNode() ? "" : Json.write(arguments);
        draft.toolCalls.add(new ToolCall(id, name == null ? "" : name, written, null));
    }

    private static void readIds(JsonNode answer, JsonNode choice, JsonNode message, Draft draft) {
        for (JsonNode owner : List.of(choice, answer, message)) {
            if (draft.promptIds.isEmpty()) {
                draft.promptIds = TraceReader.ids(owner, "prompt_token_ids");
            }
        }
        draft.tokenIds = Draft.ids(choice, "token_ids");
        if (draft.tokenIds == null) {
            draft.tokenIds = Draft.ids(choice, "output_ids");
        }
        if (draft.tokenIds == null) {
            draft.tokenIds = Draft.ids(message, "generation_token_ids");
        }
    }

    private static void readTokens(JsonNode choice, JsonNode message, Draft draft) {
        JsonNode logprobs = choice.path("logprobs");
        List<TraceToken> told = null;
        if (logprobs.path("tokens").isArray()) {
            told = LegacyLogprobs.read(logprobs);
            Warnings.collisions(logprobs, draft);
            JsonNode offsets = logprobs.path("text_offset");
            boolean unsupported = offsets.isArray()
                    && Json.elements(logprobs, "text_offset").stream().anyMatch(offset -> offset.asInt(-1) < 0);
            draft.textOffsets = !offsets.isArray() || unsupported ? NullNode.getInstance() : offsets;
        } else if (logprobs.path("content").isArray() || logprobs.path("refusal").isArray()) {
            told = LogprobEntries.read(Json.elements(logprobs, "content"), 0);
            told.addAll(LogprobEntries.read(Json.elements(logprobs, "refusal"), told.size()));
        }
        if (message.has("generation_log_probs")) {
            told = ItemTokens.trace(message, told == null ? List.of() : told, Channel.CONTENT).tokens();
        } else if (told == null && choice.path("meta_info").has("output_token_logprobs")) {
            told = SglangReader.tokens(choice.path("meta_info"), "output");
        }
        if (told != null) {
            draft.tell(told);
        }
    }
}
