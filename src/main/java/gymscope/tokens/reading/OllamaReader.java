package gymscope.tokens.reading;

import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;

/** Reads Ollama's {@code /api/chat} and {@code /api/generate}. */
final class OllamaReader {

    private OllamaReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        JsonNode message = answer.path("message");
        draft.text = message.isObject() ? Json.text(message, "content") : Json.text(answer, "response");
        draft.reasoning = Json.text(message.isObject() ? message : answer, "thinking");
        Json.elements(message, "tool_calls").forEach(call -> ChoiceReader.addCall(call, draft));
        String reason = Json.text(answer, "done_reason");
        draft.finish("stop".equals(reason) && !draft.toolCalls.isEmpty() ? "tool_calls" : reason);
        draft.usage = UsageReader.of(answer, "prompt_eval_count", "eval_count", "");
        if (!draft.toolCalls.isEmpty() && draft.text != null && draft.text.isEmpty()) {
            draft.text = null;
        }
        if (answer.path("logprobs").isArray()) {
            draft.tell(LogprobEntries.read(Json.elements(answer, "logprobs"), 0));
        }
    }
}
