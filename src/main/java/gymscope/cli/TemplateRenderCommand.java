package gymscope.cli;

import gymscope.templates.ChatTemplate;
import gymscope.templates.Limits;
import gymscope.templates.RenderedPrompt;
import gymscope.templates.TemplateFault;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope template render TEMPLATE --messages FILE}: the prompt of a conversation. */
@Command(name = "render", mixinStandardHelpOptions = true,
        description = "Print the prompt that a chat template makes of a conversation.",
        footer = {"",
            "TEMPLATE is a .jinja file, a tokenizer_config.json, a GGUF file, or - for standard input. The prompt is printed to the "
                    + "character, without a newline at its end.",
            "With --cases, JSON lines come in, {\"id\", \"template\", \"context\", \"now\"?}, and one line a case goes out, {\"id\", "
                    + "\"result\"}, or {\"id\", \"error\"} where the template fails or refuses (exit code 1)."})
final class TemplateRenderCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final TemplateVariables given = new TemplateVariables();

    @Parameters(index = "0", arity = "0..1", paramLabel = "TEMPLATE", description = "The file with the template.")
    private @Nullable String file;

    @Option(names = "--messages", paramLabel = "FILE",
            description = "The messages as JSON: a list, or a request with messages and tools; - for standard input.")
    private @Nullable String messages;

    @Option(names = "--tools", paramLabel = "FILE", description = "The tools as JSON: a list, or a request with tools.")
    private @Nullable String tools;

    @Option(names = "--no-generation-prompt", description = "Do not ask for the assistant's header at the end.")
    private boolean noGenerationPrompt;

    @Option(names = "--json", description = "Print JSON: the text, and where each stretch of it came from.")
    private boolean json;

    @Option(names = "--cases", paramLabel = "FILE", description = "Cases as JSON lines; - for standard input.")
    private @Nullable String cases;

    @Override
    public Integer call() {
        if (cases != null) {
            return CaseLines.answer(cases, console, new TemplateCases()::result);
        }
        if (file == null || messages == null) {
            throw new Fault("A template and messages are needed.", "Name both: template render TEMPLATE --messages FILE.");
        }
        TemplateSource source = TemplateSource.read(file);
        ObjectNode context = context(source);
        ChatTemplate template = source.template(given.name, context.get("tools") instanceof ArrayNode);
        try {
            RenderedPrompt prompt = template.renderWithOrigins(context, given.now(), Limits.STANDARD);
            if (json) {
                console.print(Json.pretty(json(prompt)));
            } else {
                console.out().print(prompt.text());
                console.out().flush();
            }
            return ExitCode.DONE;
        } catch (TemplateFault fault) {
            throw source.inFile(fault);
        }
    }

    private ObjectNode context(TemplateSource source) {
        ObjectNode context = Json.shallowCopy(source.config().specialTokens());
        JsonNode conversation = read(String.valueOf(messages));
        context.set("messages", member(conversation, "messages", String.valueOf(messages)));
        context.putNull("tools").putNull("documents").put("add_generation_prompt", !noGenerationPrompt);
        if (tools != null) {
            context.set("tools", member(read(tools), "tools", tools));
        } else if (conversation.get("tools") instanceof ArrayNode own) {
            context.set("tools", own);
        }
        if (conversation.get("chat_template_kwargs") instanceof ObjectNode switches) {
            context.setAll(switches);
        }
        context.setAll(given.variables());
        return context;
    }

    private static JsonNode member(JsonNode document, String name, String file) {
        JsonNode list = document instanceof ObjectNode body ? body.get(name) : document;
        if (!(list instanceof ArrayNode)) {
            throw new Fault("%s holds no list of %s.".formatted(file, name),
                    "Give a JSON list, or a request with the member %s.".formatted(name));
        }
        return list;
    }

    private static JsonNode read(String file) {
        try {
            return Json.parse(file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file)));
        } catch (IOException problem) {
            throw TemplateSource.unreadable(file, problem);
        } catch (Fault fault) {
            throw new Fault("%s: %s".formatted(file, fault.sentence()), fault.hint(), fault);
        }
    }

    private static ObjectNode json(RenderedPrompt prompt) {
        ObjectNode json = Json.object().put("text", prompt.text());
        ArrayNode stretches = json.putArray("stretches");
        prompt.stretches().forEach(stretch -> stretches.addObject().put("start", stretch.start()).put("end", stretch.end())
                .put("path", stretch.path()).put("exact", stretch.exact()).put("item", stretch.item()));
        return json;
    }
}
