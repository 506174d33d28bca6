package gymscope.ui.servers;

import gymscope.config.ConfigYaml;
import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFleet;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.FolderWindow;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the fleet as rows that change once a frame at most, and the selected one with its log and its requests per
 * second. UI thread only.
 */
final class ServersModel implements AutoCloseable {

    private final ServerFleet fleet;
    private final Consumer<? super Exception> problems;
    private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
    private final StringProperty selected = new SimpleStringProperty(this, "selected", "");
    private final ReadOnlyObjectWrapper<HeadRow> head = new ReadOnlyObjectWrapper<>(this, "head", HeadRow.NONE);
    private final ServerLogModel log = new ServerLogModel();
    private final Map<String, RequestRate> rates = new HashMap<>();
    private final Map<String, AddedLatency> latencies = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Refresh refresh = new Refresh(this::update);
    private final Runnable unsubscribe;

    /** @param problems takes what goes wrong while a server is stopped */
    ServersModel(ServerFleet fleet, Consumer<? super Exception> problems) {
        this.fleet = fleet;
        this.problems = problems;
        this.unsubscribe = fleet.onChange(refresh::request);
        selected.subscribe(this::update);
        update();
    }

    /** The servers in the order in which they were added. */
    ObservableList<ServerRow> rows() {
        return rows;
    }

    /** How many are in which state, in words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** The head server. */
    ReadOnlyObjectProperty<HeadRow> headProperty() {
        return head.getReadOnlyProperty();
    }

    /** Tries once more to open the head server. */
    void openHeadAgain() {
        Work.start("open head server", fleet::openHeadAgain, state -> update(), problems);
    }

    /** The selected server's name, empty for none. */
    StringProperty selectedProperty() {
        return selected;
    }

    /** The selected server's log. */
    ServerLogModel log() {
        return log;
    }

    /** Runs after rows or figures changed. */
    void onUpdate(Runnable listener) {
        listeners.add(listener);
    }

    /** The selected server, or none. */
    Optional<ManagedServer> selectedServer() {
        return fleet.find(selected.get());
    }

    /** The selected server's row, or none. */
    Optional<ServerRow> selectedRow() {
        return rows.stream().filter(row -> row.name().equals(selected.get())).findFirst();
    }

    /** The selected server's requests per second; of an external program the tokens that it generates. */
    RequestRate rate() {
        return rates.computeIfAbsent(selected.get(), any -> new RequestRate());
    }

    /** What the selected server adds to its upstream's time. */
    AddedLatency latency() {
        return latencies.computeIfAbsent(selected.get(), any -> new AddedLatency());
    }

    /** How long the selected server has answered, or none while it does not. */
    Optional<Duration> up(Instant now) {
        return selectedServer().map(ManagedServer::runningSince).map(since -> Duration.between(since, now));
    }

    /** Requests that stopping these servers would break off. */
    int inFlight(List<String> names) {
        return rows.stream().filter(row -> names.contains(row.name())).mapToInt(row -> row.figures().inFlight()).sum();
    }

    /** The names of the servers that run or are starting. */
    List<String> active() {
        return rows.stream().filter(row -> row.isRunning() || row.state() == StateDot.State.STARTING).map(ServerRow::name)
                .toList();
    }

    /** The lines of env.yaml that make a running server NeMo Gym's policy model, its token included. */
    String environmentLines(ServerRow row) {
        Secret token = fleet.find(row.name()).map(ManagedServer::token).orElse(null);
        String key = token == null ? "none" : token.reveal();
        return ConfigYaml.write(Json.object().put("policy_base_url", row.baseUrl()).put("policy_api_key", key)
                .put("policy_model_name", row.model()));
    }

    /** Shows the folder of a failed server's logs. */
    void openLogFolder(ServerRow row) {
        Path folder = row.logFolder();
        if (folder != null) {
            Work.start("show " + folder, () -> {
                FolderWindow.show(folder);
                return folder;
            }, shown -> {}, problems);
        }
    }

    void start(String name) {
        fleet.find(name).ifPresent(ManagedServer::start);
    }

    void stop(List<String> names) {
        names.forEach(name -> work("stop " + name, name, ManagedServer::stop));
    }

    void restart(String name) {
        work("restart " + name, name, ManagedServer::restart);
    }

    /** Stops a server and takes it out of the fleet. */
    void remove(String name) {
        work("remove " + name, name, fleet::remove);
    }

    /**
     * Takes a reading of every server's counts; once a second.
     *
     * @param nowSeconds of any clock that does not go back
     */
    void tick(long nowSeconds) {
        for (ManagedServer server : fleet.servers()) {
            Long count = counted(server);
            if (count != null) {
                rates.computeIfAbsent(server.name(), any -> new RequestRate()).read(nowSeconds, count);
            }
            latencies.computeIfAbsent(server.name(), any -> new AddedLatency()).read(nowSeconds, server.addedLatency());
        }
        update();
    }

    /** The requests, or the tokens that a program says it has generated; null while it tells none. */
    private static @Nullable Long counted(ManagedServer server) {
        ProgramFigures program = server.programFigures();
        if (program == null) {
            return server.figures().requests();
        }
        return program instanceof Told told ? told.metrics().generatedTokens() : null;
    }

    @Override
    public void close() {
        unsubscribe.run();
    }

    private void work(String thread, String name, Consumer<ManagedServer> action) {
        fleet.find(name).ifPresent(server -> Work.start(thread, () -> {
            action.accept(server);
            return name;
        }, done -> update(), problems));
    }

    private void update() {
        List<ServerRow> now = fleet.servers().stream().map(server -> ServerRow.of(server, fleet)).toList();
        for (int i = 0; i < now.size(); i++) {
            if (i >= rows.size()) {
                rows.add(now.get(i));
            } else if (!rows.get(i).equals(now.get(i))) {
                rows.set(i, now.get(i));
            }
        }
        if (rows.size() > now.size()) {
            rows.remove(now.size(), rows.size());
        }
        if (selectedRow().isEmpty()) {
            selected.set(rows.isEmpty() ? "" : rows.getFirst().name());
        }
        summary.set(summaryOf(now));
        head.set(HeadRow.of(fleet));
        log.show(selectedServer().map(ManagedServer::log).orElse(List.of()));
        listeners.forEach(Runnable::run);
    }

    private static String summaryOf(List<ServerRow> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : List.of("Running", "Starting", "Failed", "Stopped", "Not started")) {
            int count = (int) rows.stream().filter(row -> row.stateWord().equals(word)).count();
            if (count > 0) {
                counts.put(word.toLowerCase(Locale.ROOT), count);
            }
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((word, count) -> parts.add(Figures.count(count) + " " + word));
        return String.join(", ", parts);
    }
}
