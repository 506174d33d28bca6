package gymscope.cli;

import gymscope.tokens.reading.AnswerReading;
import gymscope.tokens.reading.AnswerSample;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tokens read FILE…}: answers of any server in one form. */
@Command(name = "read", mixinStandardHelpOptions = true,
        description = "Read saved answers of any server and print them in one form, one JSON line each.",
        footer = {"", "A file holds one body, the text of one stream, or one case. With --cases each line is a case:",
            "{\"id\", \"endpoint\", \"request\", \"status\", \"headers\", \"body\" or \"sse\"}; the answer is {\"id\", \"result\"} or "
                    + "{\"id\", \"error\"}, in the order of the cases.",
            "A result has text, reasoning, tool_calls, finish_reason, token_ids, tokens (with top), prompt_tokens, usage, error, "
                    + "warnings and done, as far as the answer tells them."})
final class TokensReadCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** Files of one answer each, or one of many cases. */
    static final class Source {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read; - for standard input.")
        private List<String> files = List.of();

        @Option(names = "--cases", paramLabel = "FILE", description = "JSON lines of cases; - for standard input.")
        private @Nullable String cases;
    }

    private int read;
    private int refused;

    @Override
    public Integer call() {
        if (source.cases != null) {
            DocumentSource.read(source.cases, (document, place, form) -> answer(document, place));
        }
        for (String file : source.files) {
            AnswerReading reading = AnswerReading.of(sample(SavedTraces.text(file)));
            ObjectNode line = Json.object().put("source", file);
            line.set("result", reading.normalForm());
            console.print(Json.write(line));
            read++;
        }
        return refused == 0 ? ExitCode.DONE : read == 0 ? ExitCode.COULD_NOT_BE_DONE : ExitCode.CHECK_FAILED;
    }

    /** A bad case is answered too, and the others go on. */
    private void answer(Supplier<ObjectNode> document, String place) {
        ObjectNode line = Json.object();
        try {
            ObjectNode one = document.get();
            if (one.has("id")) {
                line.set("id", one.get("id"));
            }
            line.set("result", AnswerReading.of(AnswerSample.ofCase(one)).normalForm());
            read++;
        } catch (Fault problem) {
            line.put("error", "%s: %s %s".formatted(place, problem.sentence(), problem.hint()));
            refused++;
        }
        console.print(Json.write(line));
    }

    /** A body, a stream, or a case with one of the two inside. */
    private static AnswerSample sample(String text) {
        boolean isCase = Json.parseOrNull(text) instanceof ObjectNode one
                && (one.has("sse") || (one.has("body") && (one.has("status") || one.has("endpoint"))));
        return isCase ? AnswerSample.ofCase(Json.parseObject(text)) : AnswerSample.ofText(text);
    }
}
