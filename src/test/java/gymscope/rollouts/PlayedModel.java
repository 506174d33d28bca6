package gymscope.rollouts;

import gymscope.agents.ModelCalls;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model server in front of no network: answers that a test makes up. */
final class PlayedModel {

    private static final AtomicLong IDS = new AtomicLong();

    private PlayedModel() {
    }

    /** Answers every request with this function's text in a message. */
    static ModelCalls saying(Function<ObjectNode, String> text) {
        return request -> answer(request, message(text.apply(request)));
    }

    static Exchange answer(ObjectNode request, JsonNode response) {
        return exchange(request, 200, Json.write(response), null);
    }

    static Exchange error(ObjectNode request, int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message);
        return exchange(request, status, Json.write(body), null);
    }

    static Exchange failure(ObjectNode request, String sentence) {
        return exchange(request, 0, "", sentence);
    }

    static ObjectNode message(String text) {
        ObjectNode response = Json.object().put("id", "resp_1").put("object", "response");
        response.putNull("incomplete_details");
        response.putArray("output").addObject().put("type", "message").put("role", "assistant").put("status", "completed")
                .putArray("content").addObject().put("type", "output_text").put("text", text).putArray("annotations");
        response.putObject("usage").put("input_tokens", 10).put("output_tokens", 5).put("total_tokens", 15);
        return response;
    }

    private static Exchange exchange(ObjectNode request, int status, String body, @Nullable String failure) {
        return new Exchange(IDS.incrementAndGet(), "policy_model", "POST", "http://policy_model/v1/responses", Map.of(),
                Json.write(request), status, Map.of(), body, List.of(), Instant.now(),
                new Exchange.Timing(null, null, Duration.ofMillis(1)), failure);
    }
}
