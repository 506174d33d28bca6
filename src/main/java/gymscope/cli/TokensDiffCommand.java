package gymscope.cli;

import gymscope.tokens.comparison.ComparisonJson;
import gymscope.tokens.comparison.LogRatios;
import gymscope.tokens.comparison.TokenPair;
import gymscope.tokens.comparison.TraceComparison;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tokens diff FILE [FILE]}: traces laid over each other. */
@Command(name = "diff", mixinStandardHelpOptions = true,
        description = "Lay the traces of two files over each other: first difference, gaps of log probability, ratios, KL estimates.",
        footer = {"",
            "The first file is \u03bc, the policy that drew the tokens, the second is \u03c0. Several traces are compared pair by "
                    + "pair in their order; one file may hold both. Ratios are \u03c0/\u03bc over the tokens before the first difference; "
                    + "k1 = mean(-log r) and k3 = mean(r - 1 - log r) estimate KL(\u03bc||\u03c0) in nats a token (Schulman 2020).",
            "With --json each pair is a line {\"first\", \"second\", \"comparison\"}, and several pairs end with {\"pairs\", \"ratios\"}."})
final class TokensDiffCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(arity = "1..2", paramLabel = "FILE",
            description = "Saved answers, exchanges, rollouts or traces; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "One JSON line a pair of traces.")
    private boolean json;

    @Override
    public Integer call() {
        List<SavedTraces.Named> first = SavedTraces.read(files.getFirst());
        List<SavedTraces.Named> second;
        if (files.size() == 1) {
            if (first.size() != 2) {
                throw new Fault("%s holds %d traces, not two.".formatted(files.getFirst(), first.size()),
                        "Name two files to compare.");
            }
            second = List.of(first.get(1));
            first = List.of(first.get(0));
        } else {
            second = SavedTraces.read(files.get(1));
        }
        if (first.size() != second.size()) {
            throw new Fault("%s holds %d traces and %s %d.".formatted(files.get(0), first.size(), files.get(1), second.size()),
                    "Compare files with the same number of traces, which are taken in their order.");
        }
        compare(first, second);
        return ExitCode.DONE;
    }

    private void compare(List<SavedTraces.Named> first, List<SavedTraces.Named> second) {
        List<TokenPair> all = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            TraceComparison comparison = TraceComparison.of(first.get(i).trace(), second.get(i).trace());
            all.addAll(comparison.ratios().pairs());
            print(first.get(i).source(), second.get(i).source(), comparison);
        }
        if (first.size() > 1) {
            printAll(first.size(), new LogRatios(all));
        }
    }

    private void print(String first, String second, TraceComparison comparison) {
        if (json) {
            ObjectNode line = Json.object().put("first", first).put("second", second);
            line.set("comparison", ComparisonJson.of(comparison));
            console.print(Json.write(line));
            return;
        }
        console.print(console.styled("bold", "%s against %s".formatted(first, second)));
        ComparisonTable.lines(comparison).forEach(console::print);
    }

    private void printAll(int pairs, LogRatios ratios) {
        if (json) {
            ObjectNode line = Json.object().put("pairs", pairs);
            ObjectNode figures = ComparisonJson.of(ratios);
            figures.remove("pairs");
            line.set("ratios", figures);
            console.print(Json.write(line));
            return;
        }
        console.print(console.styled("bold", "All %d pairs".formatted(pairs)));
        ComparisonTable.ratios(ratios).forEach(console::print);
    }
}
