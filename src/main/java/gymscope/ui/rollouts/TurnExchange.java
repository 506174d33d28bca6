package gymscope.ui.rollouts;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model call of a turn as an exchange: the one that was kept in memory when the run went on in this session, else
 * one put together from the stored row (request and answer are the row's own items; status and times are not known).
 */
final class TurnExchange {

    private TurnExchange() {
    }

    /**
     * @param kept the exchanges of this session
     * @param source where the row is stored, such as {@code rollouts.jsonl}
     */
    static Exchange of(Trajectory trajectory, Turn turn, List<Exchange> kept, String source) {
        Exchange real = find(turn, kept);
        return real != null ? real : fromRow(trajectory, turn, source);
    }

    /** An answer is known by the ids that the server gave its items. */
    private static @Nullable Exchange find(Turn turn, List<Exchange> kept) {
        List<String> ids = turn.items().stream().flatMap(item -> ids(item)).toList();
        if (ids.isEmpty()) {
            return null;
        }
        return kept.stream()
                .filter(exchange -> exchange.url().endsWith("/responses")
                        && ids.stream().allMatch(exchange.responseBody()::contains))
                .findFirst().orElse(null);
    }

    private static Stream<String> ids(JsonNode item) {
        return Stream.of("id", "call_id").map(member -> Json.text(item, member)).filter(Objects::nonNull)
                .filter(id -> !id.isEmpty()).map(id -> "\"" + id + "\"");
    }

    private static Exchange fromRow(Trajectory trajectory, Turn turn, String source) {
        JsonNode response = trajectory.row().path("response");
        Double created = Json.number(response, "created_at");
        Instant when = created == null ? Instant.EPOCH : Instant.ofEpochMilli((long) (created * 1000));
        return new Exchange(Exchange.nextId(), source, "POST", "/v1/responses", Map.of(),
                Json.write(request(trajectory, turn)), 200, Map.of(), Json.write(answer(response, turn, trajectory)), List.of(),
                when, new Exchange.Timing(null, null, Duration.ZERO), null);
    }

    private static ObjectNode request(Trajectory trajectory, Turn turn) {
        JsonNode stored = trajectory.row().path("responses_create_params");
        ObjectNode request = Json.object();
        stored.properties().stream().filter(member -> !member.getValue().isNull())
                .forEach(member -> request.set(member.getKey(), member.getValue()));
        ArrayNode input = Json.array();
        JsonNode given = stored.path("input");
        if (given.isString()) {
            input.add(Json.object().put("role", "user").put("content", given.asString()));
        } else {
            given.forEach(input::add);
        }
        Json.elements(trajectory.row().path("response"), "output").stream().limit(turn.before()).forEach(input::add);
        request.set("input", input);
        return request;
    }

    private static ObjectNode answer(JsonNode response, Turn turn, Trajectory trajectory) {
        ObjectNode answer = response instanceof ObjectNode object ? object.deepCopy() : Json.object();
        ArrayNode output = Json.array();
        turn.items().forEach(output::add);
        answer.set("output", output);
        if (trajectory.turns().size() > 1) {
            answer.remove("usage");
        }
        return answer;
    }
}
