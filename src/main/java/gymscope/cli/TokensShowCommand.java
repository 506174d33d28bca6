package gymscope.cli;

import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tokens show FILE…}: the traces in saved answers, exchanges and rollouts. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Show the tokens in saved answers (JSON or event streams), exchanges, rollouts and traces.",
        footer = {"",
            "With --json each line is {\"source\", \"trace\", \"warnings\"}; a trace has prompt_token_ids, text, mean_logprob, perplexity, "
                    + "tail_share and tokens: position, id, text, bytes, logprob, probability, surprisal_bits, rank, margin, "
                    + "entropy_bits (a lower bound where entropy_is_bound), entropy_at_most_bits, channel, arrival_ms, top."})
final class TokensShowCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final VocabularyOption tokenizer = new VocabularyOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "One JSON line a trace.")
    private boolean json;

    @Override
    public Integer call() {
        IntFunction<@Nullable TokenBytes> vocabulary = tokenizer.vocabulary();
        for (String file : files) {
            for (SavedTraces.Named named : SavedTraces.read(file)) {
                TokenTrace trace = named.trace();
                print(named, vocabulary == null ? trace : trace.decoded(vocabulary));
            }
        }
        return ExitCode.DONE;
    }

    private void print(SavedTraces.Named named, TokenTrace trace) {
        if (json) {
            ObjectNode line = Json.object().put("source", named.source());
            line.set("trace", TraceJson.of(trace));
            ArrayNode warnings = line.putArray("warnings");
            named.warnings().forEach(warnings::add);
            console.print(Json.write(line));
            return;
        }
        console.print(console.styled("bold", named.source()));
        TokenTable.lines(trace).forEach(console::print);
        named.warnings().forEach(warning -> console.print("warning: " + warning.replace('_', ' ')));
    }
}
