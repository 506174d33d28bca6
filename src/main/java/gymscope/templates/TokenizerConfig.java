package gymscope.templates;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a {@code tokenizer_config.json} says about chat templates.
 *
 * @param templates the templates' texts by name; a single one is called {@code default}
 * @param specialTokens {@code bos_token}, {@code eos_token} … as texts, for the template's variables
 * @param addsBeginToken whether the tokenizer adds its begin token to a prompt
 */
public record TokenizerConfig(Map<String, String> templates, ObjectNode specialTokens, boolean addsBeginToken) {

    /** The name of the template for conversations without tools. */
    public static final String DEFAULT = "default";

    /** The name of the template for conversations with tools, where there is one. */
    public static final String TOOL_USE = "tool_use";

    /**
     * Reads the file's content.
     *
     * @throws Fault when it has no chat template
     */
    public static TokenizerConfig of(ObjectNode config) {
        Map<String, String> templates = new LinkedHashMap<>();
        JsonNode template = config.get("chat_template");
        if (template != null && template.isString()) {
            templates.put(DEFAULT, template.asString());
        } else if (template != null && template.isArray()) {
            for (JsonNode one : template) {
                put(templates, Json.text(one, "name"), Json.text(one, "template"));
            }
        } else if (template instanceof ObjectNode named) {
            named.properties().forEach(one -> put(templates, one.getKey(), one.getValue().asString("")));
        }
        if (templates.isEmpty()) {
            throw new Fault("There is no chat_template in it.",
                    "Name a tokenizer_config.json with one, or the chat_template.jinja beside it.");
        }
        return new TokenizerConfig(templates, specialTokens(config), config.path("add_bos_token").asBoolean(false));
    }

    private static void put(Map<String, String> templates, @Nullable String name, @Nullable String template) {
        if (name != null && template != null) {
            templates.put(name, template);
        }
    }

    private static ObjectNode specialTokens(ObjectNode config) {
        ObjectNode tokens = Json.object();
        config.properties().forEach(member -> {
            JsonNode value = member.getValue();
            String text = value.isString() ? value.asString() : value.isObject() ? Json.text(value, "content") : null;
            if (member.getKey().endsWith("_token") && text != null) {
                tokens.put(member.getKey(), text);
            }
        });
        return tokens;
    }

    /**
     * The template of a name, or the one that servers take: with tools {@code tool_use} where there is one, else
     * {@code default}, else the only one.
     *
     * @throws Fault when there is none of that name, or several and none is the default
     */
    public String template(@Nullable String name, boolean withTools) {
        if (name == null && templates.size() == 1) {
            return templates.values().iterator().next();
        }
        String wanted = name != null ? name : withTools && templates.containsKey(TOOL_USE) ? TOOL_USE : DEFAULT;
        String found = templates.get(wanted);
        if (found == null) {
            throw new Fault("There is no template named %s.".formatted(wanted),
                    "Name one of: %s.".formatted(String.join(", ", templates.keySet())));
        }
        return found;
    }
}
