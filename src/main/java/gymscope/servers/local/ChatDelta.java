package gymscope.servers.local;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerDelta.ContentDelta;
import gymscope.parsing.AnswerDelta.ReasoningDelta;
import gymscope.parsing.AnswerDelta.ToolCallArguments;
import gymscope.parsing.AnswerDelta.ToolCallStart;
import gymscope.servers.local.request.ChatRequest;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code delta} of a chunk. */
final class ChatDelta {

    private ChatDelta() {
    }

    static ObjectNode opening() {
        return Json.object().put("role", "assistant").put("content", "");
    }

    static ObjectNode of(List<AnswerDelta> first, List<AnswerDelta> second, ChatRequest request) {
        List<AnswerDelta> all = new ArrayList<>(first);
        all.addAll(second);
        return of(all, request);
    }

    /** Pieces of several kinds may stand in one delta. */
    static ObjectNode of(List<AnswerDelta> pieces, ChatRequest request) {
        ObjectNode delta = Json.object();
        for (AnswerDelta piece : pieces) {
            switch (piece) {
                case ReasoningDelta reasoning -> {
                    if (request.includeReasoning()) {
                        append(delta, "reasoning", reasoning.text());
                        append(delta, "reasoning_content", reasoning.text());
                    }
                }
                case ContentDelta content -> append(delta, "content", content.text());
                case ToolCallStart start -> {
                    if (request.tools().keeps(start.index())) {
                        calls(delta).addObject().put("index", start.index()).put("id", start.id()).put("type", "function")
                                .putObject("function").put("name", start.name()).put("arguments", "");
                    }
                }
                case ToolCallArguments arguments -> {
                    if (request.tools().keeps(arguments.index())) {
                        append(function(delta, arguments.index()), "arguments", arguments.text());
                    }
                }
            }
        }
        return delta;
    }

    private static ArrayNode calls(ObjectNode delta) {
        return delta.get("tool_calls") instanceof ArrayNode calls ? calls : delta.putArray("tool_calls");
    }

    private static ObjectNode function(ObjectNode delta, int index) {
        ArrayNode calls = calls(delta);
        for (JsonNode call : calls) {
            if (call.path("index").asInt() == index && call.path("function") instanceof ObjectNode function) {
                return function;
            }
        }
        return calls.addObject().put("index", index).putObject("function");
    }

    private static void append(ObjectNode owner, String member, String text) {
        String before = Json.text(owner, member);
        owner.put(member, before == null ? text : before + text);
    }
}
