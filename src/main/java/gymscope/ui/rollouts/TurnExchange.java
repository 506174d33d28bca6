package gymscope.ui.rollouts;

import gymscope.rollouts.Trajectory;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model calls of a stored rollout as exchanges, put together from the row: request and answer are the row's own
 * items; headers and times are not known any more.
 */
final class TurnExchange {

    private TurnExchange() {
    }

    /**
     * One exchange for each turn.
     *
     * @param source where the row is stored, such as {@code rollouts.jsonl}
     */
    static List<Exchange> of(Trajectory trajectory, String source) {
        JsonNode response = trajectory.row().path("response");
        List<JsonNode> output = Json.elements(response, "output");
        List<Exchange> exchanges = new ArrayList<>();
        int from = 0;
        for (Turn turn : trajectory.turns()) {
            int before = turn.items().isEmpty()
                    ? from
                    : from + Math.max(0, output.subList(from, output.size()).indexOf(turn.items().getFirst()));
            ObjectNode answer = answer(response, turn, trajectory.turns().size() == 1);
            exchanges.add(new Exchange(Exchange.nextId(), source, "POST", "/v1/responses", Map.of(),
                    Json.write(request(trajectory, output.subList(0, before))), 200, Map.of(), Json.write(answer), List.of(),
                    created(response), new Exchange.Timing(null, null, Duration.ZERO), null));
            from = Math.min(output.size(), before + turn.items().size());
        }
        return List.copyOf(exchanges);
    }

    private static ObjectNode request(Trajectory trajectory, List<JsonNode> before) {
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
        before.forEach(input::add);
        request.set("input", input);
        return request;
    }

    private static ObjectNode answer(JsonNode response, Turn turn, boolean only) {
        ObjectNode answer = response instanceof ObjectNode object ? object.deepCopy() : Json.object();
        ArrayNode items = Json.array();
        turn.items().forEach(items::add);
        answer.set("output", items);
        if (!only) {
            answer.remove("usage");
        }
        return answer;
    }

    private static Instant created(JsonNode response) {
        Double seconds = Json.number(response, "created_at");
        return seconds == null ? Instant.EPOCH : Instant.ofEpochMilli((long) (seconds * 1000));
    }
}
