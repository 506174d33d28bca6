package gymscope.cli;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope parse}: raw model text into content, reasoning and tool calls. */
@Command(name = "parse", mixinStandardHelpOptions = true,
        description = "Read raw model text as vLLM's parsers do: content, reasoning, tool calls.",
        footer = {"",
            "With --cases, JSON lines come in, {\"id\", \"kind\": tool|reasoning|unified, \"parser\", \"text\", …}, and one line a "
                    + "case goes out, {\"id\", \"result\"}, or {\"id\", \"error\"} for a case that cannot be read (exit code 1)."})
final class ParseCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Option(names = "--parser", paramLabel = "NAME", description = "The tool-call parser, as in vllm serve --tool-call-parser.")
    private @Nullable String parser;

    @Option(names = "--reasoning", paramLabel = "NAME",
            description = "The reasoning parser, as in vllm serve --reasoning-parser.")
    private @Nullable String reasoning;

    @Option(names = "--tools", paramLabel = "FILE", description = "The request's tools, as JSON.")
    private @Nullable Path tools;

    @Option(names = "--stream", description = "Read character by character and print each piece as it becomes known.")
    private boolean stream;

    @Option(names = "--cases", paramLabel = "FILE", description = "Cases as JSON lines; - for standard input.")
    private @Nullable String cases;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", defaultValue = "-",
            description = "The text; - (the default) for standard input.")
    private String file = "-";

    @Override
    public Integer call() throws IOException {
        if (cases != null) {
            return CaseLines.answer(cases, console, ParseCases::result);
        }
        ParseRequest request = ParseRequest.withTools(tools == null ? List.of() : readTools(tools));
        String text = file.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : read(Path.of(file));
        try {
            ParsedAnswer answer = answer(format(), text, request);
            console.out().println(Json.pretty(ParseCases.json(answer)));
            return ExitCode.DONE;
        } catch (ParserRefusal refusal) {
            throw new Fault(refusal.sentence(), "vLLM raises %s here.".formatted(refusal.type()), refusal);
        }
    }

    private ParsedAnswer answer(AnswerFormat format, String text, ParseRequest request) {
        if (!stream) {
            return format.parse(text, request);
        }
        return JoinedAnswer.of(format, text.codePoints().mapToObj(Character::toString).toList(), request);
    }

    private AnswerFormat format() {
        if (parser == null && reasoning == null) {
            throw new Fault("Say which parser reads the text.", "Name it with --parser, --reasoning, or both.");
        }
        if (parser == null) {
            return Parsers.named(Parsers.Kind.REASONING, String.valueOf(reasoning));
        }
        return reasoning == null ? Parsers.named(Parsers.Kind.TOOL, parser) : Parsers.unified(reasoning + "+" + parser);
    }

    private static List<JsonNode> readTools(Path path) throws IOException {
        JsonNode tree = Json.parse(read(path));
        JsonNode list = tree instanceof ObjectNode body && body.has("tools") ? body.get("tools") : tree;
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }

    private static String read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new Fault("There is no file %s.".formatted(path), "Name a file that is there.");
        }
        return Files.readString(path);
    }
}
