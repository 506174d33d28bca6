package gymscope.servers.local;

import gymscope.convert.OutputItems;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.PartTokens;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Response as one document. */
final class ResponseDocument {

    private ResponseDocument() {
    }

    static ObjectNode of(ResponseTurn turn, AnswerStream answer) throws InterruptedException {
        ParsedAnswer parsed = turn.parser().parse(answer.readAll());
        ArrayNode output = Json.array();
        if (parsed.reasoning() != null) {
            output.add(OutputItems.reasoning(List.of(parsed.reasoning())));
        }
        if (parsed.content() != null || (parsed.reasoning() == null && parsed.toolCalls().isEmpty())) {
            output.add(message(turn, answer, parsed));
        }
        for (int i = 0; i < parsed.toolCalls().size(); i++) {
            ToolCall call = parsed.toolCalls().get(i);
            if (turn.request().tools().keeps(i)) {
                output.add(OutputItems.functionCall(String.valueOf(call.id()), call.name(), call.arguments()));
            }
        }
        turn.putTokenFields((ObjectNode) output.get(output.size() - 1), answer);
        return turn.ended(answer, output);
    }

    private static ObjectNode message(ResponseTurn turn, AnswerStream answer, ParsedAnswer parsed) {
        ObjectNode message = OutputItems.message(parsed.content() == null ? "" : parsed.content());
        if (turn.request().topLogprobs() >= 0) {
            ObjectNode part = (ObjectNode) message.path("content").path(0);
            part.set("logprobs", turn.logprobs(PartTokens.of(answer, parsed, Part.CONTENT)));
        }
        return message;
    }
}
