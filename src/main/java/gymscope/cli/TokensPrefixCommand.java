package gymscope.cli;

import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.comparison.ComparisonJson;
import gymscope.tokens.comparison.KnownTokens;
import gymscope.tokens.comparison.PrefixCheck;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tokens prefix FILE…}: whether each turn's prompt begins with the tokens of the turn before it. */
@Command(name = "prefix", mixinStandardHelpOptions = true,
        description = "Check that each turn's prompt begins with the prompt and the generation of the turn before it.",
        footer = {"",
            "The turns of a rollout are checked among themselves; answers and exchanges of one turn each are taken as one "
                    + "conversation in the order of the files and their lines. Token ids of prompts and generations are needed "
                    + "(return_token_ids: true); their texts tell the cause.",
            "With --json each line is {\"before\", \"turn\", \"check\"}; check has kept (true, false, or null when it can't be told), "
                    + "position, in, expected_id, found_id, cause, expected, found and sentence. Exit code 1 when a prefix is broken."})
final class TokensPrefixCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final VocabularyOption tokenizer = new VocabularyOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "One JSON line a pair of turns.")
    private boolean json;

    private int kept;
    private int broken;
    private int unknown;

    @Override
    public Integer call() {
        List<List<SavedTraces.Named>> conversations = conversations();
        IntFunction<@Nullable TokenBytes> told = tokenizer.vocabulary();
        for (List<SavedTraces.Named> turns : conversations) {
            List<TokenTrace> traces = turns.stream().map(SavedTraces.Named::trace).toList();
            IntFunction<@Nullable TokenBytes> vocabulary = told == null ? KnownTokens.of(traces) : told;
            List<PrefixCheck> checks = PrefixCheck.ofTurns(traces, vocabulary);
            for (int i = 0; i < checks.size(); i++) {
                print(turns.get(i), turns.get(i + 1), checks.get(i));
            }
        }
        if (kept + broken + unknown == 0) {
            throw new Fault("There is only one turn, so there is nothing to compare.",
                    "Name a rollout of several turns, or the answers of a conversation in order.");
        }
        if (!json) {
            console.print("%d kept, %d broken, %d can't be told".formatted(kept, broken, unknown));
        }
        return broken > 0 ? ExitCode.CHECK_FAILED : kept == 0 ? ExitCode.COULD_NOT_BE_DONE : ExitCode.DONE;
    }

    /** Documents of several turns each, and all documents of one turn together. */
    private List<List<SavedTraces.Named>> conversations() {
        List<List<SavedTraces.Named>> conversations = new ArrayList<>();
        List<SavedTraces.Named> single = new ArrayList<>();
        for (String file : files) {
            Map<Integer, List<SavedTraces.Named>> byDocument = new TreeMap<>();
            SavedTraces.read(file)
                    .forEach(named -> byDocument.computeIfAbsent(named.document(), added -> new ArrayList<>()).add(named));
            for (List<SavedTraces.Named> turns : byDocument.values()) {
                // Items without ids of their own belong to the turn whose last item has them.
                List<SavedTraces.Named> numbered = turns.stream().filter(named -> !named.trace().promptIds().isEmpty()).toList();
                List<SavedTraces.Named> whole = numbered.isEmpty() ? turns.subList(0, 1) : numbered;
                if (whole.size() > 1) {
                    conversations.add(whole);
                } else {
                    single.addAll(whole);
                }
            }
        }
        conversations.add(single);
        return conversations;
    }

    private void print(SavedTraces.Named before, SavedTraces.Named turn, PrefixCheck check) {
        switch (check) {
            case PrefixCheck.Kept ignored -> kept++;
            case PrefixCheck.Broken ignored -> broken++;
            case PrefixCheck.Unknown ignored -> unknown++;
        }
        if (json) {
            ObjectNode line = Json.object().put("before", before.source()).put("turn", turn.source());
            line.set("check", ComparisonJson.of(check));
            console.print(Json.write(line));
            return;
        }
        console.print("%s: %s".formatted(console.styled("bold", turn.source()), check.sentence()));
        if (check instanceof PrefixCheck.Broken difference) {
            printText("was", difference.expectedText());
            printText("is", difference.foundText());
        }
    }

    private void printText(String label, @Nullable String text) {
        if (text != null) {
            console.print("  %-3s  %s".formatted(label, text.isEmpty() ? "(nothing)" : TokenTable.shown(text)));
        }
    }
}
