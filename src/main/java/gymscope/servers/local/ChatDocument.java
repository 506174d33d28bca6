package gymscope.servers.local;

import gymscope.parsing.ParsedAnswer;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.request.GenerationParameters;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat completion as one document. */
final class ChatDocument {

    private ChatDocument() {
    }

    static ObjectNode of(ChatTurn turn, List<AnswerStream> answers) throws InterruptedException {
        ObjectNode document = turn.head("chat.completion");
        ArrayNode choices = document.putArray("choices");
        for (AnswerStream answer : answers) {
            choices.add(choice(turn, answer).put("index", choices.size()));
        }
        document.putNull("service_tier").putNull("system_fingerprint");
        document.set("usage", turn.usage(answers).toChat());
        GenerationParameters parameters = turn.request().parameters();
        TokenForms forms = new TokenForms(turn.model().tokenizer(), false);
        document.set("prompt_logprobs", parameters.promptLogprobs() < 0
                ? NullNode.getInstance()
                : forms.promptScores(answers.getFirst().promptScores()));
        document.set("prompt_token_ids",
                parameters.returnTokenIds() ? TokenForms.ids(turn.prompt().ids()) : NullNode.getInstance());
        return document;
    }

    private static ObjectNode choice(ChatTurn turn, AnswerStream answer) throws InterruptedException {
        ParsedAnswer parsed = turn.parser().parse(answer.readAll());
        ObjectNode choice = Json.object();
        choice.set("message", message(turn, parsed));
        choice.set("logprobs", turn.logprobs(answer.tokens()));
        choice.put("finish_reason", ChatTurn.finishReason(answer, !parsed.toolCalls().isEmpty()));
        choice.set("stop_reason", ChatTurn.stopReason(answer));
        choice.set("token_ids",
                turn.request().parameters().returnTokenIds() ? TokenForms.ids(answer.tokens()) : NullNode.getInstance());
        return choice;
    }

    private static ObjectNode message(ChatTurn turn, ParsedAnswer parsed) {
        ObjectNode message = Json.object().put("role", "assistant");
        boolean empty = parsed.content() == null && parsed.reasoning() == null && parsed.toolCalls().isEmpty();
        message.put("content", empty ? "" : parsed.content()).putNull("refusal");
        String reasoning = turn.request().includeReasoning() ? parsed.reasoning() : null;
        message.put("reasoning", reasoning).put("reasoning_content", reasoning);
        if (!parsed.toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (ToolCall call : parsed.toolCalls()) {
                if (turn.request().tools().keeps(calls.size())) {
                    calls.addObject().put("id", call.id()).put("type", "function").putObject("function").put("name", call.name())
                            .put("arguments", call.arguments());
                }
            }
        }
        return message;
    }
}
