package gymscope.tokens.reading;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Responses: OpenAI's, vLLM's with {@code enable_response_messages}, and NeMo Gym's with ids on the items. */
final class ResponsesReader {

    private ResponsesReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        for (JsonNode item : Json.elements(answer, "output")) {
            readItem(item, draft);
        }
        draft.nativeStatus = Json.text(answer, "status");
        draft.usage = UsageReader.read(answer);
        draft.finish(finish(answer, draft));
        readTokens(answer, draft);
    }

    private static void readItem(JsonNode item, Draft draft) {
        switch (String.valueOf(Json.text(item, "type"))) {
            case "message" -> {
                for (JsonNode part : Json.elements(item, "content")) {
                    draft.addText(Json.text(part, "text"));
                    String refusal = Json.text(part, "refusal");
                    draft.refusal = refusal == null ? draft.refusal : refusal;
                }
            }
            case "reasoning" -> {
                String content = joined(item, "content");
                String told = content == null ? joined(item, "summary") : content;
                draft.reasoning = draft.reasoning == null || told == null
                        ? told == null ? draft.reasoning : told
                        : draft.reasoning + "\n" + told;
            }
            case "function_call", "custom_tool_call", "mcp_call" -> {
                String call = Json.text(item, "call_id");
                String name = Json.text(item, "name");
                String arguments = Json.text(item, "arguments");
                String input = Json.text(item, "input");
                draft.toolCalls.add(new ToolCall(call == null ? Json.text(item, "id") : call, name == null ? "" : name,
                        arguments != null ? arguments : input == null ? "" : input, null));
            }
            default -> {
                // Searches, images, results of tools: nothing that the model wrote.
            }
        }
    }

    /** The parts' texts; several summaries stand on lines of their own. */
    private static @Nullable String joined(JsonNode item, String member) {
        List<String> texts = new ArrayList<>();
        Json.elements(item, member).forEach(part -> texts.add(part.path("text").asString("")));
        return texts.isEmpty() ? null : String.join("\n", texts);
    }

    private static @Nullable String finish(JsonNode answer, Draft draft) {
        String status = Json.text(answer, "status");
        String reason = Json.text(answer.path("incomplete_details"), "reason");
        if ("incomplete".equals(status) || reason != null) {
            return reason == null ? "length" : reason;
        }
        if ("failed".equals(status) || "cancelled".equals(status)) {
            return "abort";
        }
        boolean running = "in_progress".equals(status) || "queued".equals(status);
        return running || !answer.path("output").isArray() ? null : draft.toolCalls.isEmpty() ? "stop" : "tool_calls";
    }

    private static void readTokens(JsonNode answer, Draft draft) {
        List<Integer> ids = new ArrayList<>();
        List<TraceToken> told = new ArrayList<>();
        boolean scored = false;
        for (JsonNode item : Json.elements(answer, "output")) {
            TokenTrace trace = TraceReader.ofItem(item);
            boolean numbered = item.path("generation_token_ids").isArray();
            scored |= item.path("generation_log_probs").isArray()
                    || Json.elements(item, "content").stream().anyMatch(part -> !Json.elements(part, "logprobs").isEmpty());
            if (numbered) {
                ids.addAll(TraceReader.ids(item, "generation_token_ids"));
                draft.tokenIds = ids;
                // The ids of an item stand for its whole turn, also for items that came before it.
                draft.promptIds = draft.promptIds.isEmpty() ? trace.promptIds() : draft.promptIds;
            }
            trace.tokens().forEach(token -> told.add(token.at(told.size())));
        }
        if (draft.tokenIds == null) {
            readMessages(answer, draft);
        }
        if (scored) {
            draft.tell(told);
        }
    }

    /** vLLM's {@code raw_message_tokens}. */
    private static void readMessages(JsonNode answer, Draft draft) {
        List<Integer> ids = rawTokens(answer, "output_messages");
        if (!ids.isEmpty()) {
            draft.tokenIds = ids;
        }
        draft.promptIds = rawTokens(answer, "input_messages");
    }

    private static List<Integer> rawTokens(JsonNode answer, String member) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode message : Json.elements(answer, member)) {
            if ("raw_message_tokens".equals(Json.text(message, "type"))) {
                ids.addAll(TraceReader.ids(message, "tokens"));
            }
        }
        return ids;
    }
}
