package gymscope.templates.lint;

import gymscope.templates.ChatTemplate;
import gymscope.templates.Limits;
import gymscope.templates.TemplateFault;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders conversations with one template.
 *
 * @param template the template
 * @param options what it is given besides
 */
record Trial(ChatTemplate template, LintOptions options) {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), 200, 4_000_000, 2_000_000);

    /**
     * What came of a rendering.
     *
     * @param text the prompt, null when the template failed or refused
     * @param fault why, null when it did not
     */
    record Outcome(@Nullable String text, @Nullable TemplateFault fault) {

        /** The prompt; empty when there is none. */
        String shown() {
            return text == null ? "" : text;
        }

        /** Why there is none, as the template words it. */
        String reason() {
            return fault == null ? "" : fault.reason();
        }

        boolean failed() {
            return text == null;
        }

        boolean contains(String part) {
            return text != null && text.contains(part);
        }
    }

    Outcome prompt(ArrayNode messages, @Nullable ArrayNode tools) {
        return render(messages, tools, true, options.now());
    }

    Outcome history(ArrayNode messages, @Nullable ArrayNode tools) {
        return render(messages, tools, false, options.now());
    }

    Outcome render(ArrayNode messages, @Nullable ArrayNode tools, boolean generationPrompt, LocalDateTime now) {
        ObjectNode context = Json.object();
        context.set("messages", messages);
        context.set("tools", tools == null ? NullNode.getInstance() : tools);
        context.putNull("documents").put("add_generation_prompt", generationPrompt);
        context.setAll(options.variables());
        try {
            return new Outcome(template.render(context, now, LIMITS), null);
        } catch (TemplateFault fault) {
            return new Outcome(null, fault);
        }
    }

    /** Whether the template's text holds the word. */
    boolean mentions(String word) {
        return template.source().contains(word);
    }
}
