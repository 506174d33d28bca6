package gymscope.verification.checks;

import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What several checks read from a chat answer. */
final class Answers {

    private Answers() {
    }

    /** The first choice of an answer that came whole, null when there is none. */
    static @Nullable JsonNode choice(Exchange exchange) {
        JsonNode answer = exchange.succeeded() ? exchange.answer() : null;
        List<JsonNode> choices = answer == null ? List.of() : Json.elements(answer, "choices");
        return choices.isEmpty() || !choices.getFirst().path("message").isObject() ? null : choices.getFirst();
    }

    /** Why there is no choice to look at, as a clause. */
    static String missing(Exchange exchange) {
        String problem = exchange.problem();
        if (problem != null) {
            return Words.clause(problem);
        }
        return exchange.answer() == null
                ? "the answer is not JSON: %s".formatted(Words.quote(exchange.responseBody()))
                : "the answer has no choices with a message";
    }

    /** The message's text, empty when there is none. */
    static String content(JsonNode choice) {
        String content = Json.text(choice.path("message"), "content");
        return content == null ? "" : content;
    }

    /** The message's reasoning under either of its names, empty when there is none. */
    static String reasoning(JsonNode choice) {
        String reasoning = Json.text(choice.path("message"), "reasoning");
        String older = Json.text(choice.path("message"), "reasoning_content");
        return reasoning != null ? reasoning : older != null ? older : "";
    }

    /** Why the model stopped, null when the answer does not say it. */
    static @Nullable String finishReason(JsonNode choice) {
        return Json.text(choice, "finish_reason");
    }

    /** A number of {@code usage}, null when it is not stated. */
    static @Nullable Long usage(Exchange exchange, String member) {
        JsonNode answer = exchange.answer();
        Double value = answer == null ? null : Json.number(answer.path("usage"), member);
        return value == null ? null : Long.valueOf(value.longValue());
    }
}
