package gymscope.cli;

import gymscope.tokens.TraceJson;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tokens show FILE…}: the traces in saved answers, exchanges and rollouts. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Show the tokens in a saved answer (JSON or event stream), an exchange or a rollouts file.")
final class TokensShowCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "One JSON line a trace: {\"source\", \"trace\"}.")
    private boolean json;

    @Override
    public Integer call() {
        for (String file : files) {
            List<SavedTraces.Named> traces = SavedTraces.read(file);
            if (traces.isEmpty()) {
                throw new Fault("%s tells nothing of its tokens.".formatted(file),
                        "Ask for logprobs: true, or return_token_ids: true, when the answer is made.");
            }
            traces.forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private void print(SavedTraces.Named named) {
        if (json) {
            ObjectNode line = Json.object().put("source", named.source());
            line.set("trace", TraceJson.of(named.trace()));
            console.print(Json.write(line));
            return;
        }
        console.print(console.styled("bold", named.source()));
        TokenTable.lines(named.trace()).forEach(console::print);
    }
}
