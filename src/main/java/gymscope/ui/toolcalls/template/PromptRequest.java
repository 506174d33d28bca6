package gymscope.ui.toolcalls.template;

import gymscope.templates.ChatTemplate;
import gymscope.templates.Limits;
import gymscope.templates.TemplateFault;
import gymscope.templates.lint.LintOptions;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a prompt is made of, as it is typed.
 *
 * @param template the template's text
 * @param addsBeginToken whether the tokenizer adds its begin token
 * @param messages a JSON list; blank for none
 * @param tools the tools, null for none
 * @param toolsProblem what is wrong with the tools, null when nothing is
 * @param variables a JSON object; blank for none
 * @param addGenerationPrompt whether the prompt ends with the assistant's header
 * @param clock the time that {@code strftime_now} shows; blank for the computer's
 */
record PromptRequest(String template, boolean addsBeginToken, String messages, @Nullable ArrayNode tools,
        @Nullable Fault toolsProblem, String variables, boolean addGenerationPrompt, String clock) {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), 200, 4_000_000, 20_000_000);

    /** What comes of it. Blocks, up to five seconds. */
    Rendering render() {
        if (template.isBlank()) {
            return new Rendering.Nothing();
        }
        Place place = Place.TEMPLATE;
        try {
            ChatTemplate parsed = ChatTemplate.parse(template);
            place = Place.TOOLS;
            if (toolsProblem != null) {
                throw toolsProblem;
            }
            place = Place.MESSAGES;
            ArrayNode conversation = messages(messages);
            place = Place.VARIABLES;
            ObjectNode context = variables(variables);
            place = Place.CLOCK;
            LocalDateTime now = clock.isBlank() ? LocalDateTime.now(ZoneId.systemDefault()) : time(clock);
            place = Place.TEMPLATE;
            context.set("messages", conversation);
            context.set("tools", tools == null ? NullNode.getInstance() : tools);
            context.putNull("documents").put("add_generation_prompt", addGenerationPrompt);
            long start = System.nanoTime();
            PromptText text = PromptText.of(parsed.renderWithOrigins(context, now, LIMITS), conversation);
            return new Rendering.Prompt(text, conversation, parsed, Duration.ofNanos(System.nanoTime() - start));
        } catch (TemplateFault fault) {
            return new Rendering.Problem(Place.TEMPLATE, fault);
        } catch (Fault fault) {
            return new Rendering.Problem(place, fault);
        }
    }

    /** What lint is told besides. */
    LintOptions lintOptions() {
        LintOptions usual = LintOptions.standard().with(variables(variables));
        return new LintOptions(usual.variables(), addsBeginToken, clock.isBlank() ? usual.now() : time(clock));
    }

    /**
     * The messages; none when the text is blank. A request with a member {@code messages} is understood too.
     *
     * @throws Fault when it is no list of messages
     */
    static ArrayNode messages(String text) {
        if (text.isBlank()) {
            return Json.array();
        }
        JsonNode json = Json.parse(text);
        JsonNode list = json instanceof ObjectNode request ? request.get("messages") : json;
        if (!(list instanceof ArrayNode messages)) {
            throw new Fault("The messages are not a list.", "Write them as [ {\"role\": …, \"content\": …} ].");
        }
        for (int i = 0; i < messages.size(); i++) {
            if (!messages.get(i).isObject()) {
                throw new Fault("Message %d is not an object.".formatted(i + 1),
                        "Write it as {\"role\": \"user\", \"content\": …}.");
            }
        }
        return messages;
    }

    /**
     * The variables, a new object.
     *
     * @throws Fault when the text is no JSON object
     */
    static ObjectNode variables(String text) {
        return text.isBlank() ? Json.object() : Json.parseObject(text);
    }

    private static LocalDateTime time(String text) {
        String date = text.strip().replace(' ', 'T');
        try {
            return date.indexOf('T') < 0 ? LocalDate.parse(date).atStartOfDay() : LocalDateTime.parse(date);
        } catch (DateTimeParseException problem) {
            throw new Fault("%s is no date and time.".formatted(text.strip()), "Write it as 2026-01-02T03:04:05.", problem);
        }
    }
}
