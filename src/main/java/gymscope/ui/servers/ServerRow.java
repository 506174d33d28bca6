package gymscope.ui.servers;

import gymscope.config.ServerKind;
import gymscope.servers.LatencyCounts;
import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFigures;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.NotStarted;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Starting;
import gymscope.servers.ServerState.Stopped;
import gymscope.servers.process.ProgramFigures;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.StateDot;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A server as it stands in the table, at one moment.
 *
 * @param kind what it is, in words
 * @param model the model's name, "–" while it is not known
 * @param address host and port, "–" while it does not run
 * @param baseUrl what clients are given, empty while it does not run
 * @param program how busy it says that it is, where it is a program that its callers reach directly, so that its figures
 *            count nothing; else null
 * @param p50 what it added to its upstream's time at the median, "–" when that is not known
 * @param p99 the same at the 99th percentile
 * @param waits what calls of it wait for, in words; empty while all goes on
 * @param doing what a starting server waits for, in words; may be empty
 * @param reason why it does not run, a sentence; empty when there is nothing to say
 * @param hint what to do about it, may be empty
 * @param startable whether it can be started here at all
 * @param logFolder where it left logs; null while it has not failed, and where there are none
 */
record ServerRow(String name, String kind, String model, StateDot.State state, String stateWord, String address, String baseUrl,
        ServerFigures figures, @Nullable ProgramFigures program, String p50, String p99, List<String> waits, String doing,
        String reason, String hint,
        boolean startable, @Nullable Path logFolder) {

    private static final String BASE_PATH = "/v1";

    static ServerRow of(ManagedServer server, ServerFleet fleet) {
        ServerState state = server.state();
        URI url = state instanceof Running(URI address) ? address : null;
        String model = server.model();
        LatencyCounts added = server.addedLatency();
        return new ServerRow(server.name(), kindOf(server), model == null ? Figures.UNKNOWN : model, dotOf(state),
                capital(state.label()), url == null ? Figures.UNKNOWN : url.getAuthority(), url == null ? "" : url + BASE_PATH,
                server.figures(), server.programFigures(), quantile(added, 0.5), quantile(added, 0.99), server.waits(),
                state instanceof Starting(String doing) ? doing : "", reasonOf(state),
                state instanceof Failed(String reason, String hint) ? hint : "",
                server.isStartable(), state instanceof Failed ? fleet.logFolder(server).orElse(null) : null);
    }

    boolean isRunning() {
        return state == StateDot.State.RUNNING;
    }

    /** Whether its counts say anything: the free cells of a server in trouble hold the reason. */
    boolean hasFigures() {
        return reason.isEmpty() && state != StateDot.State.STARTING;
    }

    private static String kindOf(ManagedServer server) {
        return server.kind() == ServerKind.MODEL
                ? capital(server.kindLabel())
                : "%s, %s".formatted(capital(server.kind().label()), server.implementation());
    }

    private static String quantile(LatencyCounts added, double share) {
        Duration latency = added.quantile(share);
        return latency == null ? Figures.UNKNOWN : Figures.duration(latency);
    }

    private static StateDot.State dotOf(ServerState state) {
        return switch (state) {
            case Running running -> StateDot.State.RUNNING;
            case Starting starting -> StateDot.State.STARTING;
            case Failed failed -> StateDot.State.FAILED;
            case Stopped stopped -> StateDot.State.STOPPED;
            case NotStarted not -> StateDot.State.STOPPED;
        };
    }

    private static String reasonOf(ServerState state) {
        return switch (state) {
            case Failed(String reason, String hint) -> reason;
            case NotStarted(String reason) -> reason;
            default -> "";
        };
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
