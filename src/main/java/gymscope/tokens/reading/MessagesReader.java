package gymscope.tokens.reading;

import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import tools.jackson.databind.JsonNode;

/** Reads Anthropic's Messages, which tell nothing of tokens but their counts. */
final class MessagesReader {

    private MessagesReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        for (JsonNode block : Json.elements(answer, "content")) {
            switch (String.valueOf(Json.text(block, "type"))) {
                case "text" -> draft.addText(Json.text(block, "text"));
                case "thinking" -> draft.addReasoning(Json.text(block, "thinking"));
                case "tool_use" -> {
                    String name = Json.text(block, "name");
                    JsonNode input = block.path("input");
                    draft.toolCalls.add(new ToolCall(Json.text(block, "id"), name == null ? "" : name,
                            input.isString() ? input.asString() : Json.write(input), null));
                }
                default -> {
                    // Redacted thinking and results of server tools hold no text of the model.
                }
            }
        }
        draft.finish(Json.text(answer, "stop_reason"));
        draft.stoppedBy(answer.get("stop_sequence"));
        draft.usage = UsageReader.read(answer);
    }
}
