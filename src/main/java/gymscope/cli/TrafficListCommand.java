package gymscope.cli;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.Workspace;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryReader;
import gymscope.workspace.history.HistoryRow;
import gymscope.workspace.history.Note;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope traffic list [WORD…]}: the newest exchanges, one line each. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the newest exchanges, the newest first.")
final class TrafficListCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final HistoryFolder folder = new HistoryFolder();

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words that all occur in the request or the answer.")
    private List<String> words = List.of();

    @Option(names = "--server", paramLabel = "NAME", description = "Only this server's or endpoint's.")
    private @Nullable String server;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "How many at most; ${DEFAULT-VALUE} when left out.")
    private int limit;

    @Option(names = "--json", description = "One JSON line an exchange.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw new Fault("--limit is %d.".formatted(limit), "Use a number from 1 on.");
        }
        try (Workspace workspace = folder.open()) {
            HistoryReader reader = workspace.history().reader();
            long[] ids = reader.ids(HistoryFilter.ALL.withText(String.join(" ", words)).withServer(server));
            if (ids.length == 0) {
                boolean all = words.isEmpty() && server == null;
                console.note(all ? "Nothing is kept for this folder." : "No exchange of this folder fits.");
            }
            reader.rows(Arrays.copyOf(ids, Math.min(limit, ids.length))).stream()
                    .sorted(Comparator.comparingLong(HistoryRow::id).reversed())
                    .forEach(row -> console.print(json ? Json.write(document(row)) : line(row)));
            return ExitCode.DONE;
        }
    }

    private static String line(HistoryRow row) {
        String notes = row.notes().stream().map(Note::words).collect(Collectors.joining(", "));
        return "%d %s %s %s %s %s %,d ms%s".formatted(row.id(), row.at(), row.server(), row.model().isEmpty() ? "-" : row.model(),
                row.path(), row.status() == 0 ? "none" : row.status(), row.total().toMillis(),
                notes.isEmpty() ? "" : " · " + notes);
    }

    private static ObjectNode document(HistoryRow row) {
        ObjectNode line = Json.object().put("id", row.id()).put("at", row.at().toString()).put("server", row.server())
                .put("model", row.model()).put("from", row.from()).put("url", row.path()).put("status", row.status())
                .put("ms", row.total().toMillis()).put("tokens_in", row.tokensIn()).put("tokens_out", row.tokensOut())
                .put("replay_of", row.replayOf());
        ArrayNode notes = line.putArray("notes");
        row.notes().forEach(note -> notes.add(note.words()));
        return line;
    }
}
