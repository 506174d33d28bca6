package gymscope.ui.rollouts;

import gymscope.wire.Json;
import gymscope.wire.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rollout as a reader sees it: the task, the turns, the reward and what the verifier found. Read from a row of a
 * rollouts file, of Gymscope or of NeMo Gym.
 *
 * @param row the stored row
 * @param task the last words of the user before the model began
 * @param turns in order
 * @param reward null when the rollout failed before it was verified
 * @param outputTokens what the model wrote in all, null when not told
 * @param findings what the verifier said beside the reward
 */
public record Trajectory(ObjectNode row, String task, List<Turn> turns, @Nullable Double reward, @Nullable Long outputTokens,
        List<Finding> findings) {

    public Trajectory {
        turns = List.copyOf(turns);
        findings = List.copyOf(findings);
    }

    /** Reads a row. Members that are not there leave their part empty. */
    public static Trajectory of(ObjectNode row) {
        JsonNode response = row.path("response");
        Usage usage = Usage.of(response);
        return new Trajectory(row, taskOf(row.path("responses_create_params")), turnsOf(response), Json.number(row, "reward"),
                usage == null ? null : Long.valueOf(usage.output()), Finding.of(row));
    }

    private static String taskOf(JsonNode request) {
        JsonNode input = request.path("input");
        if (input.isString()) {
            return input.asString();
        }
        String task = "";
        for (JsonNode item : Json.elements(request, "input")) {
            if ("user".equals(Json.text(item, "role"))) {
                task = contentOf(item);
            }
        }
        return task;
    }

    private static List<Turn> turnsOf(JsonNode response) {
        List<JsonNode> output = Json.elements(response, "output");
        Map<String, String> results = new LinkedHashMap<>();
        for (JsonNode item : output) {
            String call = Json.text(item, "call_id");
            if (isResult(item) && call != null) {
                results.put(call, contentOf(item));
            }
        }
        List<Turn> turns = new ArrayList<>();
        List<JsonNode> items = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < output.size(); i++) {
            if (isResult(output.get(i))) {
                continue;
            }
            if (!items.isEmpty() && beginsTurn(output.get(i - 1))) {
                turns.add(turn(turns.size() + 1, items, results, before));
                items = new ArrayList<>();
            }
            if (items.isEmpty()) {
                before = i;
            }
            items.add(output.get(i));
        }
        if (!items.isEmpty()) {
            turns.add(turn(turns.size() + 1, items, results, before));
        }
        Usage usage = Usage.of(response);
        if (turns.size() == 1 && usage != null) {
            Turn only = turns.getFirst();
            return List.of(new Turn(1, only.reasoning(), only.text(), only.calls(), Math.toIntExact(usage.output()),
                    only.items(), only.before()));
        }
        return turns;
    }

    /** Tool results end a turn; so does the item with the token fields, which is an answer's last. */
    private static boolean beginsTurn(JsonNode previous) {
        return isResult(previous) || previous.has("generation_token_ids");
    }

    private static boolean isResult(JsonNode item) {
        return "function_call_output".equals(Json.text(item, "type"));
    }

    private static Turn turn(int number, List<JsonNode> items, Map<String, String> results, int before) {
        StringBuilder reasoning = new StringBuilder();
        StringBuilder text = new StringBuilder();
        List<ToolUse> calls = new ArrayList<>();
        int tokens = 0;
        for (JsonNode item : items) {
            switch (String.valueOf(Json.text(item, "type"))) {
                case "reasoning" -> reasoning.append(reasoningOf(item));
                case "function_call" -> calls.add(callOf(item, results));
                default -> text.append(contentOf(item));
            }
            tokens += Math.max(Json.elements(item, "generation_token_ids").size(), logprobsOf(item));
        }
        return new Turn(number, reasoning.toString().strip(), text.toString().strip(), calls,
                tokens == 0 ? null : Integer.valueOf(tokens), items, before);
    }

    private static ToolUse callOf(JsonNode item, Map<String, String> results) {
        String name = Json.text(item, "name");
        String arguments = Json.text(item, "arguments");
        return new ToolUse(name == null ? "" : name, arguments == null ? "" : arguments,
                results.get(String.valueOf(Json.text(item, "call_id"))));
    }

    private static int logprobsOf(JsonNode item) {
        return Json.elements(item, "content").stream().mapToInt(part -> Json.elements(part, "logprobs").size()).sum();
    }

    private static String reasoningOf(JsonNode item) {
        List<JsonNode> parts = new ArrayList<>(Json.elements(item, "summary"));
        parts.addAll(Json.elements(item, "content"));
        return String.join("\n", parts.stream().map(Trajectory::partText).toList());
    }

    /** The text of a message or of a tool's result, whose content is a string or a list of parts. */
    private static String contentOf(JsonNode item) {
        JsonNode content = item.has("output") ? item.path("output") : item.path("content");
        if (content.isString()) {
            return content.asString();
        }
        if (!content.isArray()) {
            return content.isMissingNode() || content.isNull() ? "" : Json.write(content);
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(partText(part)));
        return text.toString();
    }

    private static String partText(JsonNode part) {
        String text = Json.text(part, "text");
        String refusal = Json.text(part, "refusal");
        return text != null ? text : refusal != null ? refusal : "";
    }
}
