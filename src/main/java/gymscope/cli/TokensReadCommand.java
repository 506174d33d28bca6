package gymscope.cli;

import gymscope.tokens.reading.AnswerReading;
import gymscope.tokens.reading.AnswerSample;
import gymscope.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
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
        footer = {"",
            "A file holds one body, the text of one stream, an exchange, or JSON lines of these. With --cases each line is a case:",
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

    @Override
    public Integer call() {
        if (source.cases != null) {
            return CaseLines.answer(source.cases, console, one -> AnswerReading.of(AnswerSample.ofCase(one)).normalForm());
        }
        source.files.forEach(this::read);
        return ExitCode.DONE;
    }

    /** One answer, or JSON lines of several. */
    private void read(String file) {
        String text = SavedTraces.text(file);
        AnswerSample whole = sample(text);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        boolean several = whole.body() == null && whole.lines() == null && lines.size() > 1
                && lines.stream().allMatch(line -> Json.parseOrNull(line) != null);
        if (!several) {
            print(file, whole);
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            print("%s:%d".formatted(file, i + 1), sample(lines.get(i)));
        }
    }

    private void print(String place, AnswerSample sample) {
        ObjectNode line = Json.object().put("source", place);
        line.set("result", AnswerReading.of(sample).normalForm());
        console.print(Json.write(line));
    }

    /** A body, a stream, or one of the two with what is known of its exchange around it. */
    private static AnswerSample sample(String text) {
        boolean isCase = Json.parseOrNull(text) instanceof ObjectNode one && (one.has("sse") || one.path("response").isObject()
                || (one.has("body") && (one.has("status") || one.has("endpoint")))
                || (one.has("request") && one.has("response")));
        return isCase ? AnswerSample.ofCase(Json.parseObject(text)) : AnswerSample.ofText(text);
    }
}
