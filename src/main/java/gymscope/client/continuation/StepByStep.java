package gymscope.client.continuation;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plain chat, asked again and again for a few tokens, each time with all that is there as the assistant's last message.
 * What an endpoint says once more of that message is cut off.
 */
final class StepByStep extends Rung {

    private static final int STEP = 16;
    private static final int MOST_STEPS = 32;

    @Override
    public String title() {
        return "Step by step on /v1/chat/completions";
    }

    @Override
    public String caveat() {
        return "Each step of %d tokens is a request of its own with the text so far as the assistant's last message. Nothing makes the"
                .formatted(STEP)
                + " endpoint go on from there: it may begin a new sentence, and the probabilities are those of its own prompt.";
    }

    @Override
    public boolean raw() {
        return false;
    }

    @Override
    Exchange go(Steps steps, Fork fork) throws NotOpen {
        StringBuilder said = new StringBuilder(Prefill.contentWithChosen(fork));
        RequestMembers members = new RequestMembers(fork.request());
        int left = members.left(fork.tokensBefore());
        Exchange last = step(steps, members, said, Math.min(STEP, left));
        if (Steps.isClosed(last)) {
            throw new NotOpen(Objects.requireNonNullElse(last.problem(), "The endpoint refused the request."));
        }
        for (int i = 1; i < MOST_STEPS && goesOn(last) && left > i * STEP && !steps.isStopped(); i++) {
            last = step(steps, members, said, Math.min(STEP, left - i * STEP));
        }
        return last;
    }

    private static Exchange step(Steps steps, RequestMembers members, StringBuilder said, int tokens) {
        ObjectNode body = members.chat(said.toString());
        body.remove(List.of("stream", "stream_options", "max_completion_tokens"));
        Exchange exchange = steps.ask("/chat/completions", body.put("max_tokens", tokens));
        JsonNode answer = exchange.answer();
        if (exchange.succeeded() && answer != null) {
            for (JsonNode choice : Json.elements(answer, "choices").stream().limit(1).toList()) {
                JsonNode fresh = withoutRepetition(choice, said.toString());
                said.append(Objects.requireNonNullElse(Json.text(fresh.path("message"), "content"), ""));
                steps.piece(fresh, exchange.timing().total());
            }
        }
        return exchange;
    }

    /** Some endpoints answer with the whole message, others with the rest of it. */
    private static JsonNode withoutRepetition(JsonNode choice, String said) {
        String content = Json.text(choice.path("message"), "content");
        if (content == null || said.isEmpty() || !content.startsWith(said)) {
            return choice;
        }
        ObjectNode fresh = (ObjectNode) choice.deepCopy();
        fresh.withObject("/message").put("content", content.substring(said.length()));
        fresh.remove(List.of("logprobs", "token_ids"));
        return fresh;
    }

    private static boolean goesOn(Exchange exchange) {
        JsonNode answer = exchange.answer();
        return exchange.succeeded() && answer != null && Json.elements(answer, "choices").stream().limit(1)
                .anyMatch(choice -> "length".equals(Json.text(choice, "finish_reason"))
                        && Objects.requireNonNullElse(Json.text(choice.path("message"), "content"), "").length() > 0);
    }
}
