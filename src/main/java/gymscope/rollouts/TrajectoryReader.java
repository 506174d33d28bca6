package gymscope.rollouts;

import gymscope.rollouts.Trajectory.Finding;
import gymscope.rollouts.Trajectory.Message;
import gymscope.rollouts.Trajectory.ToolStep;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the trajectory out of a stored row. */
final class TrajectoryReader {

    private static final Set<String> NO_FINDING = Set.of("responses_create_params", "response", "reward", "agent_ref",
            "skills_ref",
            "options", "uuid", "ng_agent_observations", "ng_model_call_capture", "ng_trajectory");

    private TrajectoryReader() {
    }

    static Trajectory read(RolloutSummary summary, ObjectNode row) {
        return new Trajectory(summary, messages(row.path("responses_create_params")), turns(row.path("response")), verdict(row),
                row);
    }

    private static List<Message> messages(JsonNode params) {
        List<Message> messages = new ArrayList<>();
        String instructions = Json.text(params, "instructions");
        if (instructions != null) {
            messages.add(new Message("instructions", instructions));
        }
        String only = Json.text(params, "input");
        if (only != null) {
            messages.add(new Message("user", only));
        }
        for (JsonNode item : Json.elements(params, "input")) {
            String role = Json.text(item, "role");
            if (role != null) {
                messages.add(new Message(role, text(item, "content")));
            }
        }
        return messages;
    }

    private static List<Turn> turns(JsonNode response) {
        Map<String, String> results = new HashMap<>();
        for (JsonNode item : Json.elements(response, "output")) {
            String call = Json.text(item, "call_id");
            if (Turns.isToolResult(item) && call != null) {
                results.put(call, text(item, "output"));
            }
        }
        List<Turn> turns = new ArrayList<>();
        for (List<JsonNode> items : Turns.of(response)) {
            turns.add(turn(turns.size() + 1, items, results));
        }
        return turns;
    }

    private static Turn turn(int number, List<JsonNode> items, Map<String, String> results) {
        List<ToolStep> tools = new ArrayList<>();
        for (JsonNode item : items) {
            if (isType(item, "function_call")) {
                String id = Json.text(item, "call_id");
                String name = Json.text(item, "name");
                String arguments = Json.text(item, "arguments");
                String result = id == null ? null : results.get(id);
                ToolCall call = new ToolCall(id, name == null ? "" : name, arguments == null ? "" : arguments, null);
                tools.add(new ToolStep(call, result, isError(result)));
            }
        }
        return new Turn(number, joined(items, "reasoning"), joined(items, "message"), tools, tokens(items),
                items);
    }

    /** The last item's ids stand for the whole turn; without ids the texts' log probabilities are what there is. */
    private static TokenTrace tokens(List<JsonNode> items) {
        TokenTrace trace = TokenTrace.EMPTY;
        for (JsonNode item : items) {
            if (item.hasNonNull("generation_token_ids")) {
                return TraceReader.ofItem(item);
            }
            trace = trace.then(TraceReader.ofItem(item));
        }
        return trace;
    }

    private static @Nullable String joined(List<JsonNode> items, String type) {
        String text = items.stream().filter(item -> isType(item, type))
                .map(item -> type.equals("reasoning") ? reasoning(item) : text(item, "content")).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    private static String reasoning(JsonNode item) {
        String content = text(item, "content");
        return content.isEmpty() ? text(item, "summary") : content;
    }

    /** A member's text: a string, or the texts of its parts. */
    private static String text(JsonNode item, String member) {
        String whole = Json.text(item, member);
        if (whole != null) {
            return whole;
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : Json.elements(item, member)) {
            String words = Json.text(part, "text");
            String refusal = Json.text(part, "refusal");
            text.append(words != null ? words : refusal != null ? refusal : "");
        }
        return text.toString();
    }

    /** The bodies that an environment answers to a wrong call, and the agent's own for arguments that are no JSON. */
    private static boolean isError(@Nullable String result) {
        JsonNode json = Json.parseOrNull(result);
        return json != null && json.isObject() && json.size() == 1 && (json.has("detail") || json.has("error"));
    }

    private static List<Finding> verdict(ObjectNode row) {
        return row.properties().stream()
                .filter(member -> !NO_FINDING.contains(member.getKey()) && !member.getKey().startsWith("_"))
                .map(member -> new Finding(member.getKey(),
                        member.getValue().isString() ? member.getValue().asString() : Json.write(member.getValue())))
                .toList();
    }

    private static boolean isType(JsonNode item, String type) {
        return type.equals(Json.text(item, "type"));
    }
}
