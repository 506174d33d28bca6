package gymscope.ui.traffic;

import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFleet;
import gymscope.servers.capture.OpenCall;
import gymscope.ui.controls.Figures;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryFilter.StatusClass;
import gymscope.workspace.history.HistoryRow;
import gymscope.workspace.history.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The calls that servers of this window are answering, as rows that stand before those of the history. */
final class OpenRows {

    /** Shorter ones would only flicker. */
    private static final Duration WORTH_SHOWING = Duration.ofMillis(500);
    private static final int MOST = 100;
    /** Larger than any number of the history, so that these rows stand first. */
    private static final long FIRST = 1L << 62;
    private static final int KILOBYTE = 1_000;

    private final Supplier<ServerFleet> fleet;

    /** @param fleet whose calls are shown */
    OpenRows(Supplier<ServerFleet> fleet) {
        this.fleet = fleet;
    }

    private record Call(ManagedServer server, OpenCall open) {}

    /** Whether a row's number is that of a call which was open when it was shown. */
    static boolean isOpen(long id) {
        return id >= FIRST;
    }

    /** The rows as they are now, the newest first. */
    List<HistoryRow> at(Instant now, HistoryFilter filter) {
        if (!filter.text().isBlank() || filter.status() != StatusClass.ANY || filter.toolCalls() || filter.model() != null) {
            return List.of();
        }
        Duration least = filter.slow() ? HistoryFilter.SLOW : WORTH_SHOWING;
        return fleet.get().servers().stream().filter(server -> filter.server() == null || filter.server().equals(server.name()))
                .flatMap(server -> calls(server, now.minus(least)))
                .sorted(Comparator.comparingLong((Call call) -> call.open().number()).reversed()).limit(MOST)
                .map(call -> row(call, now)).toList();
    }

    private static Stream<Call> calls(ManagedServer server, Instant before) {
        return server.openCalls().since(before, MOST).stream().map(open -> new Call(server, open));
    }

    private static HistoryRow row(Call call, Instant now) {
        OpenCall open = call.open();
        return new HistoryRow(FIRST + open.number(), open.at(), call.server().name(),
                Objects.requireNonNullElse(call.server().model(), ""), open.from(), open.path(), open.status(), open.age(now),
                null,
                null, null, List.of(note(open)));
    }

    private static Note note(OpenCall open) {
        String waiting = open.waiting();
        if (waiting != null) {
            return new Note(Note.Kind.WARNING, waiting);
        }
        if (open.status() == 0) {
            return new Note(Note.Kind.OPEN, "open, no answer yet");
        }
        String events = open.events() == 0 ? "" : ", " + Figures.count(open.events(), "event", "events");
        return new Note(Note.Kind.OPEN,
                (open.isStreaming() ? "stream open" : "answer open") + events + ", " + size(open.bytes()));
    }

    private static String size(long bytes) {
        return bytes < KILOBYTE ? Figures.count(bytes) + " B" : Figures.decimal((double) bytes / KILOBYTE, 1) + " kB";
    }
}
