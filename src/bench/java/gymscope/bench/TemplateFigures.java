package gymscope.bench;

import gymscope.templates.ChatTemplate;
import gymscope.templates.Limits;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long a prompt takes: a big template with twelve tools and many turns, rendered to about 16,000 characters, over and
 * over in one thread until it is warm, then so often as {@code ROUNDS} says; median and 95th percentile of single
 * renderings. {@code with_origins} is the same with the source of every stretch; {@code parse} reads the template itself.
 */
final class TemplateFigures {

    private static final int WARM_UP = 400;
    private static final int ROUNDS = 400;
    private static final int TOOLS = 12;
    private static final int TURNS = 17;
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    private TemplateFigures() {
    }

    static ObjectNode measure() {
        String source = source();
        ChatTemplate template = ChatTemplate.parse(source);
        ObjectNode context = context();
        String prompt = template.render(context, NOW, Limits.STANDARD);
        ObjectNode figures = Json.object();
        figures.put("template_characters", source.length()).put("prompt_characters", prompt.length());
        figures.put("aim_ms", 5);
        figures.set("render_ms", figure(() -> template.render(context, NOW, Limits.STANDARD)));
        figures.set("with_origins_ms", figure(() -> template.renderWithOrigins(context, NOW, Limits.STANDARD)));
        figures.set("parse_ms", figure(() -> ChatTemplate.parse(source)));
        return figures;
    }

    private static ObjectNode figure(Supplier<Object> work) {
        int made = 0;
        for (int i = 0; i < WARM_UP; i++) {
            made += work.get().hashCode() & 1;
        }
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            made += work.get().hashCode() & 1;
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        keep(made);
        return Json.object().put("median", times[ROUNDS / 2]).put("p95", times[ROUNDS * 95 / 100]);
    }

    /** Makes the results count, so that no work is left out. */
    private static void keep(int made) {
        if (made < 0) {
            throw new IllegalStateException("There were fewer results than none.");
        }
    }

    private static String source() {
        try (InputStream stream = TemplateFigures.class.getResourceAsStream("/big-chat-template.jinja")) {
            if (stream == null) {
                throw new IllegalStateException("The benchmark's template is not beside it.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static ObjectNode context() {
        ObjectNode context = Json.object().put("bos_token", "<s>").put("eos_token", "</s>").put("add_generation_prompt", true);
        context.set("tools", tools());
        context.set("messages", messages());
        return context.putNull("documents");
    }

    private static ArrayNode tools() {
        ArrayNode tools = Json.array();
        for (int i = 0; i < TOOLS; i++) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", "search_archive_" + i).put("description", "Searches archive number " + i + " for documents.");
            ObjectNode parameters = function.putObject("parameters").put("type", "object");
            ObjectNode properties = parameters.putObject("properties");
            properties.putObject("query").put("type", "string").put("description", "What to look for.");
            properties.putObject("limit").put("type", "integer").put("description", "How many at most.");
            properties.putObject("order").put("type", "string").putArray("enum").add("newest").add("oldest").add("best");
            parameters.putArray("required").add("query");
        }
        return tools;
    }

    private static ArrayNode messages() {
        ArrayNode messages = Json.array();
        messages.addObject().put("role", "system").put("content", "Answer with what the archives say, and name the document.");
        for (int i = 0; i < TURNS; i++) {
            messages.addObject().put("role", "user").put("content",
                    "Question %d: what does the archive say about the harvest of that year, and who wrote it down?".formatted(i));
            ObjectNode call = messages.addObject().put("role", "assistant").put("content", "")
                    .put("reasoning_content", "The archive with this number should know; search it for the harvest.");
            ObjectNode function = call.putArray("tool_calls").addObject().put("id", "call_" + i).put("type", "function")
                    .putObject("function").put("name", "search_archive_" + i % TOOLS);
            function.putObject("arguments").put("query", "harvest").put("limit", 5).put("order", "best");
            messages.addObject().put("role", "tool").put("tool_call_id", "call_" + i).put("content",
                    "{\"document\": \"ledger %d\", \"text\": \"The harvest was good, said the clerk.\"}".formatted(i));
            messages.addObject().put("role", "assistant").put("content",
                    "The harvest was good; the clerk wrote it down in ledger %d, page %d.".formatted(i, 10 + i));
        }
        messages.addObject().put("role", "user").put("content", "Thank you. Which ledger is the oldest?");
        return messages;
    }
}
