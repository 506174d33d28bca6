package gymscope.cli;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.parsing.Parsers;
import gymscope.parsing.fit.Diagnosis;
import gymscope.parsing.fit.ParserFit;
import gymscope.parsing.fit.ParserRanking;
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
            "--json prints the result as {\"reasoning\", \"content\", \"tools_called\", \"tool_calls\": [{\"id\", \"name\", "
                    + "\"arguments\", \"arguments_text\", \"span\"}]}, and \"reason\" where there is no call; with --parser all "
                    + "{\"sentence\", \"best\", \"reasonings\", \"parsers\": […]}; with --diagnose {\"result\", \"findings\": [{\"kind\", "
                    + "\"span\", \"sentence\"}], \"meant\"}; with --stream a line a piece, and the result in the last.",
            "",
            "With --cases, JSON lines come in, {\"id\", \"kind\": tool|reasoning|unified, \"parser\", \"text\", …}, and one line a "
                    + "case goes out, {\"id\", \"result\"}, or {\"id\", \"error\"} for a case that cannot be read (exit code 1)."})
final class ParseCommand implements Callable<Integer> {

    private static final String ALL = "all";

    @Mixin
    private final Console console = new Console();

    @Option(names = "--parser", paramLabel = "NAME",
            description = "The tool-call parser, as in vllm serve --tool-call-parser; all to rank every one of them.")
    private @Nullable String parser;

    @Option(names = "--reasoning", paramLabel = "NAME",
            description = "The reasoning parser, as in vllm serve --reasoning-parser.")
    private @Nullable String reasoning;

    @Option(names = "--tools", paramLabel = "FILE", description = "The request's tools, as JSON.")
    private @Nullable Path tools;

    @Option(names = "--stream", description = "Read character by character and print each piece as it becomes known.")
    private boolean stream;

    @Option(names = "--diagnose", description = "Say what the parser loses, why, and what the text means.")
    private boolean diagnose;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

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
        boolean ranks = ALL.equals(parser);
        AnswerFormat format = ranks ? null : format();
        ParseRequest request = ParseRequest.withTools(tools == null ? List.of() : readTools(tools));
        String text = file.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : read(Path.of(file));
        if (format == null) {
            rank(text, request);
        } else if (diagnose) {
            diagnose(format, text, request);
        } else {
            parse(format, text, request);
        }
        return ExitCode.DONE;
    }

    private void rank(String text, ParseRequest request) {
        ParserRanking ranking = ParserRanking.of(text, request);
        if (json) {
            console.print(Json.pretty(ParseJson.of(ranking)));
        } else {
            ParseReport.lines(ranking).forEach(console::print);
        }
        ParserFit best = ranking.best();
        if (diagnose && best != null && !json) {
            console.print("");
            diagnose(best.format(), text, request);
        }
    }

    private void diagnose(AnswerFormat format, String text, ParseRequest request) {
        Diagnosis diagnosis = Diagnosis.of(format, text, request);
        if (json) {
            console.print(Json.pretty(ParseJson.of(format, diagnosis, text)));
        } else {
            ParseReport.lines(format, diagnosis, text, request).forEach(console::print);
        }
    }

    private void parse(AnswerFormat format, String text, ParseRequest request) {
        ParsedAnswer answer;
        try {
            answer = stream ? streamed(format, text, request) : format.parse(text, request);
        } catch (ParserRefusal refusal) {
            throw new Fault(refusal.sentence(), "vLLM raises %s here.".formatted(refusal.type()), refusal);
        }
        String reason = answer.toolCalls().isEmpty() ? reason(format, text, request) : null;
        if (json) {
            ObjectNode result = ParseCases.json(answer);
            if (reason != null) {
                result.put("reason", reason);
            }
            console.print(stream ? Json.write(Json.object().set("result", result)) : Json.pretty(result));
            return;
        }
        ParseReport.lines(answer, request).forEach(console::print);
        if (reason != null) {
            console.print(reason);
        }
    }

    /** Why there are no calls, null when none are meant. */
    private static @Nullable String reason(AnswerFormat format, String text, ParseRequest request) {
        Diagnosis diagnosis = Diagnosis.of(format, text, request);
        return diagnosis.findings().isEmpty() ? null : diagnosis.sentence();
    }

    private ParsedAnswer streamed(AnswerFormat format, String text, ParseRequest request) {
        AnswerStream reader = format.stream(request);
        JoinedAnswer joined = new JoinedAnswer();
        int[] taken = {0};
        text.codePoints().mapToObj(Character::toString).forEach(piece -> {
            taken[0] += piece.length();
            show(reader.push(piece), taken[0], joined);
        });
        show(reader.finish(), taken[0], joined);
        return joined.answer();
    }

    private void show(List<AnswerDelta> deltas, int taken, JoinedAnswer joined) {
        joined.add(deltas);
        for (AnswerDelta delta : deltas) {
            console.print(json ? Json.write(ParseJson.of(delta, taken)) : ParseReport.line(delta, taken));
        }
    }

    private AnswerFormat format() {
        if (parser == null && reasoning == null) {
            throw new Fault("Say which parser reads the text.",
                    "Name it with --parser, --reasoning, or both; --parser all ranks all of them.");
        }
        if (parser == null) {
            return Parsers.named(Parsers.Kind.REASONING, String.valueOf(reasoning));
        }
        return reasoning == null ? Parsers.named(Parsers.Kind.TOOL, parser) : Parsers.unified(reasoning + "+" + parser);
    }

    private static List<JsonNode> readTools(Path path) throws IOException {
        JsonNode tree = Json.parse(read(path));
        JsonNode list = tree instanceof ObjectNode body && body.has("tools") ? body.get("tools") : tree;
        if (!list.isArray()) {
            throw new Fault("%s has no list of tools.".formatted(path), "Give a JSON list, or a request with tools.");
        }
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
