package gymscope.cli;

import gymscope.templates.ChatTemplate;
import gymscope.templates.Limits;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The acceptance form of {@code template render}: one case in, its result out. Keeps the templates it has read. */
final class TemplateCases {

    private final Map<String, ChatTemplate> templates = new HashMap<>();

    /** The result of a case. */
    JsonNode result(ObjectNode body) {
        String template = Json.text(body, "template");
        if (template == null || !(body.get("context") instanceof ObjectNode context)) {
            throw new Fault("The case has no text in template, or no object in context.", "Give it both.");
        }
        String now = Json.text(body, "now");
        LocalDateTime time = now == null ? LocalDateTime.now(ZoneId.systemDefault()) : TemplateVariables.time(now);
        ChatTemplate ready = templates.computeIfAbsent(template, ChatTemplate::parse);
        return StringNode.valueOf(ready.render(context, time, Limits.STANDARD));
    }
}
