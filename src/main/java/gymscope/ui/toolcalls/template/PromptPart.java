package gymscope.ui.toolcalls.template;

import gymscope.templates.Stretch;
import gymscope.wire.Json;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a stretch of a prompt is. */
enum PromptPart {
    TEMPLATE("template"), MARKER("marker"), TOOLS("tools"), SYSTEM("system"), USER("user"), ASSISTANT("assistant"), REASONING(
            "reasoning"), TOOL_NAME("tool name"), TOOL_ARGUMENT("tool argument"), TOOL_RESULT("tool result");

    private final String words;

    PromptPart(String words) {
        this.words = words;
    }

    /** Its name for people. */
    String words() {
        return words;
    }

    /** Its class in the style sheets. */
    String styleClass() {
        return "part-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What a stretch is.
     *
     * @param messages the conversation that was rendered
     */
    static PromptPart of(Stretch stretch, JsonNode messages) {
        String path = stretch.path();
        if (path == null) {
            return TEMPLATE;
        }
        if (stretch.isOfTools()) {
            return TOOLS;
        }
        if (!path.startsWith("messages")) {
            return path.endsWith("_token") ? MARKER : TEMPLATE;
        }
        return path.endsWith(".role") ? TEMPLATE : ofMessage(path, messages.path(stretch.messageIndex()));
    }

    private static PromptPart ofMessage(String path, JsonNode message) {
        return switch (role(message)) {
            case "user" -> USER;
            case "assistant" -> ofAnswer(path);
            case "tool", "function", "ipython" -> TOOL_RESULT;
            default -> SYSTEM;
        };
    }

    private static PromptPart ofAnswer(String path) {
        if (path.contains(".tool_calls") || path.contains(".function_call")) {
            return path.endsWith(".name") ? TOOL_NAME : TOOL_ARGUMENT;
        }
        return path.contains(".reasoning") || path.contains(".thinking") ? REASONING : ASSISTANT;
    }

    /** A message's role, empty when it has none. */
    static String role(JsonNode message) {
        return Objects.requireNonNullElse(Json.text(message, "role"), "");
    }
}
