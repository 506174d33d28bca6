package gymscope.ui.chat.endpoint;

import gymscope.parsing.ArgumentCheck;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer's form proves of the request's {@code response_format}, {@code structured_outputs}, {@code tool_choice}
 * and {@code parallel_tool_calls}. An answer that was cut off proves nothing of its form.
 */
public final class FormHonesty {

    private final JsonNode request;
    private final JsonNode choice;
    private final String content;
    private final List<JsonNode> calls;
    private final List<String> remarks = new ArrayList<>();

    private FormHonesty(JsonNode request, JsonNode answer) {
        this.request = request;
        this.choice = answer.path("choices").path(0);
        JsonNode message = choice.path("message");
        this.content = Objects.requireNonNullElse(Json.text(message, "content"), "");
        this.calls = Json.elements(message, "tool_calls");
    }

    /** What was ignored or not kept, such as {@code response_format: ignored}; empty when nothing is proved. */
    public static List<String> remarksOn(JsonNode request, JsonNode answer) {
        return List.copyOf(new FormHonesty(request, answer).judged());
    }

    private List<String> judged() {
        toolChoice();
        boolean cut = "length".equals(Json.text(choice, "finish_reason"));
        if (!cut && calls.isEmpty() && !content.isEmpty()) {
            format();
            constraint(request.path("structured_outputs"), "structured_outputs", "");
            constraint(request, "", "guided_");
        }
        return remarks;
    }

    private void toolChoice() {
        JsonNode asked = request.path("tool_choice");
        String finish = Objects.requireNonNullElse(Json.text(choice, "finish_reason"), "");
        String named = Json.text(asked.path("function"), "name");
        boolean none = asked.isString() && asked.asString().equals("none");
        boolean required = asked.isString() && asked.asString().equals("required");
        boolean other = named != null && calls.stream().anyMatch(call -> !named.equals(Json.text(call.path("function"), "name")));
        boolean missing = (required || named != null) && calls.isEmpty() && !finish.equals("length");
        if ((none && !calls.isEmpty()) || missing || other) {
            remarks.add("tool_choice: ignored");
        }
        if (!request.path("parallel_tool_calls").asBoolean(true) && calls.size() > 1) {
            remarks.add("parallel_tool_calls: ignored");
        }
    }

    private void format() {
        JsonNode format = request.path("response_format");
        String type = Json.text(format, "type");
        if (type == null || type.equals("text")) {
            return;
        }
        JsonNode json = Json.parseOrNull(content);
        if (json == null || (type.equals("json_object") && !json.isObject())) {
            remarks.add("response_format: ignored");
        } else if (type.equals("json_schema") && json.isObject()) {
            ArgumentCheck.Result result = ArgumentCheck.of(content, format.path("json_schema").get("schema"));
            if (result.outcome() == ArgumentCheck.Outcome.INVALID) {
                remarks.add("response_format: not kept");
            }
        }
    }

    /** vLLM's constraints under their names now, or under the old ones, which new servers ignore in silence. */
    private void constraint(JsonNode owner, String member, String prefix) {
        List<String> choices = Json.elements(owner, prefix + "choice").stream().map(JsonNode::asString).toList();
        String regex = Json.text(owner, prefix + "regex");
        boolean otherChoice = !choices.isEmpty() && !choices.contains(content.strip());
        if (otherChoice || (regex != null && !matches(regex))) {
            remarks.add("%s: ignored".formatted(member.isEmpty() ? prefix + (otherChoice ? "choice" : "regex") : member));
        }
    }

    /** Asked as a schema's pattern, which is bounded in time; one that can't be judged proves nothing. */
    private boolean matches(String regex) {
        ObjectNode schema = Json.object();
        schema.putObject("properties").putObject("text").put("pattern", "^(?:%s)$".formatted(regex));
        String text = Json.write(Json.object().put("text", content.strip()));
        return ArgumentCheck.of(text, schema).outcome() != ArgumentCheck.Outcome.INVALID;
    }
}
