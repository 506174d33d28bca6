package gymscope.ui.toolcalls.template;

import gymscope.templates.TokenizerConfig;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The templates of one file, as they are edited, and the one that is shown.
 *
 * @param origin where they are from, in words; empty when typed
 * @param templates texts by name, at least one
 * @param chosen the name of the one that is shown
 * @param addsBeginToken whether the tokenizer adds its begin token to a prompt
 */
record TemplateSet(String origin, Map<String, String> templates, String chosen, boolean addsBeginToken) {

    /** Nothing yet. */
    static final TemplateSet EMPTY = typed("");

    private static final int MOST_KEPT = 512 << 10;

    TemplateSet {
        templates = Map.copyOf(new LinkedHashMap<>(templates));
    }

    static TemplateSet typed(String text) {
        return new TemplateSet("", Map.of(TokenizerConfig.DEFAULT, text), TokenizerConfig.DEFAULT, false);
    }

    /** The templates of a file; the one that servers take for tools is shown first. */
    static TemplateSet of(String origin, TokenizerConfig config) {
        Map<String, String> templates = config.templates();
        String chosen = templates.containsKey(TokenizerConfig.TOOL_USE)
                ? TokenizerConfig.TOOL_USE
                : templates.containsKey(TokenizerConfig.DEFAULT) ? TokenizerConfig.DEFAULT : templates.keySet().iterator().next();
        return new TemplateSet(origin, templates, chosen, config.addsBeginToken());
    }

    static TemplateSet ofJson(JsonNode json) {
        Map<String, String> templates = new LinkedHashMap<>();
        json.path("templates").properties().forEach(one -> templates.put(one.getKey(), one.getValue().asString("")));
        String chosen = Objects.requireNonNullElse(Json.text(json, "chosen"), "");
        return templates.containsKey(chosen)
                ? new TemplateSet(Objects.requireNonNullElse(Json.text(json, "origin"), ""), templates, chosen,
                        json.path("adds_begin_token").asBoolean(false))
                : EMPTY;
    }

    /** What is kept over a restart; very long templates are not. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("origin", origin).put("chosen", chosen).put("adds_begin_token", addsBeginToken);
        ObjectNode texts = json.putObject("templates");
        if (templates.values().stream().mapToInt(String::length).sum() <= MOST_KEPT) {
            templates.forEach(texts::put);
        }
        return json;
    }

    /** The text of the one that is shown. */
    String text() {
        return Objects.requireNonNullElse(templates.get(chosen), "");
    }

    /** The names, in the order of the alphabet. */
    List<String> names() {
        List<String> names = new ArrayList<>(templates.keySet());
        names.sort(null);
        return names;
    }

    boolean isEmpty() {
        return text().isBlank();
    }

    TemplateSet choose(String name) {
        return templates.containsKey(name) ? new TemplateSet(origin, templates, name, addsBeginToken) : this;
    }

    TemplateSet edited(String text) {
        Map<String, String> changed = new LinkedHashMap<>(templates);
        changed.put(chosen, text);
        boolean emptied = text.isBlank() && templates.size() == 1;
        String from = origin.isEmpty() || emptied || origin.endsWith(", edited") ? origin : origin + ", edited";
        return new TemplateSet(emptied ? "" : from, changed, chosen, addsBeginToken && !emptied);
    }
}
