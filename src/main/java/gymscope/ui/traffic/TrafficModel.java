package gymscope.ui.traffic;

import gymscope.client.ApiRequest;
import gymscope.client.Call;
import gymscope.client.Endpoint;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.Work;
import gymscope.ui.inspector.CopyForm;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Endpoints.Choice;
import gymscope.ui.shell.Job;
import gymscope.wire.Caller;
import gymscope.wire.Exchange;
import gymscope.workspace.history.History;
import gymscope.workspace.history.HistoryFilter;
import gymscope.workspace.history.HistoryLimits;
import gymscope.workspace.history.HistoryReader.Extent;
import gymscope.workspace.history.HistoryReader.Names;
import gymscope.workspace.history.HistoryRow;
import gymscope.workspace.history.HistoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the Traffic screen shows and does. UI thread only; the history is asked elsewhere. */
final class TrafficModel {

    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(3);
    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    private final AppModel app;
    private final History history;
    private final HistoryRows rows = new HistoryRows(this::load);
    private final ObjectProperty<HistoryFilter> filter = new SimpleObjectProperty<>(this, "filter", HistoryFilter.ALL);
    private final ObservableList<String> servers = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyStringWrapper extent = new ReadOnlyStringWrapper(this, "extent", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(this, "empty", true);
    private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison = new ReadOnlyObjectWrapper<>(this, "comparison");
    private final Refresh refresh = new Refresh(this::search);
    private final ReadOnlyStringWrapper stillOpen = new ReadOnlyStringWrapper(this, "stillOpen", "");
    private final OpenRows openRows;
    private long[] found = {};
    private List<HistoryRow> open = List.of();
    private List<Long> selected = List.of();
    private @Nullable HistoryRow awaited;
    private boolean nothingKept = true;
    private boolean changing;
    private boolean searching;
    private boolean searchAgain;
    private long version;
    private @Nullable Call replaying;

    @SuppressWarnings("ArrayRecordComponent") // a million ids in 8 MB; made by one search and changed by nobody
    private record Found(HistoryFilter filter, long[] ids, Names names, Extent extent) {}

    TrafficModel(AppModel app) {
        this.app = app;
        this.history = app.workspace().history();
        this.openRows = new OpenRows(() -> app.servers().fleet());
        history.onChange(refresh::request);
        filter.addListener((property, before, now) -> search());
    }

    /** What fits the filter, newest first. */
    HistoryRows rows() {
        return rows;
    }

    /** What is shown. */
    ObjectProperty<HistoryFilter> filterProperty() {
        return filter;
    }

    /** The servers and endpoints that occur. */
    ObservableList<String> servers() {
        return servers;
    }

    /** How many exchanges fit. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** For how long and how much is kept. */
    ReadOnlyStringProperty extentProperty() {
        return extent.getReadOnlyProperty();
    }

    /** Why the history can't be read or is not kept; empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether nothing was ever kept. */
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /** The selected answer, and what it is compared with. */
    ReadOnlyObjectProperty<@Nullable Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** That the selected call is not at its end, in words; empty when it is. */
    ReadOnlyStringProperty stillOpenProperty() {
        return stillOpen.getReadOnlyProperty();
    }

    /** The numbers of the selected exchanges. */
    List<Long> selected() {
        return selected;
    }

    /** The endpoints that a request can be replayed to, the one that it went to first. */
    List<Choice> targets() {
        Comparison shown = comparison.get();
        String name = shown == null ? "" : shown.first().exchange().endpoint();
        List<Choice> callable = app.endpoints().choices().stream().filter(choice -> choice.endpoint() != null).toList();
        return Stream.concat(callable.stream().filter(choice -> choice.name().equals(name)),
                callable.stream().filter(choice -> !choice.name().equals(name))).toList();
    }

    /** Looks whether another program has written; called now and then while the screen is in view. */
    void poll() {
        Work.start("look at the history", history.reader()::version, now -> {
            if (now != version) {
                version = now;
                search();
            }
        }, this::unreadable);
    }

    /** Looks at the calls that are being answered; called often while the screen is in view. */
    void lookAtOpen() {
        List<HistoryRow> now = openRows.at(Instant.now(), filter.get());
        if (!now.isEmpty() || !open.isEmpty()) {
            open = now;
            showRows();
        }
    }

    /** Whether rows come and go just now, so that a change of the table's selection is nobody's choice. */
    boolean isChanging() {
        return changing;
    }

    private void showRows() {
        changing = true;
        rows.learn(open);
        rows.show(LongStream.concat(open.stream().mapToLong(HistoryRow::id), Arrays.stream(found)).toArray());
        changing = false;
        empty.set(nothingKept && open.isEmpty());
        becomeFinished();
    }

    /** A selected call that has ended gives its place to the exchange that was kept of it. */
    private void becomeFinished() {
        HistoryRow call = awaited;
        if (call == null || open.stream().anyMatch(row -> row.id() == call.id())) {
            return;
        }
        Work.start("find the exchange", () -> history.reader().find(call.server(), call.at()), kept -> {
            if (call.equals(awaited)) {
                kept.ifPresent(id -> select(List.of(id)));
            }
        }, this::unreadable);
    }

    /** Searches again, once at a time. */
    void search() {
        if (searching) {
            searchAgain = true;
            return;
        }
        searching = true;
        HistoryFilter wanted = filter.get();
        Work.start("search the history", () -> new Found(wanted, history.reader().ids(wanted), history.reader().names(),
                history.reader().extent()), this::show, this::unreadable);
    }

    /** Chooses one exchange, or two to compare. */
    void select(List<Long> ids) {
        if (ids.equals(selected)) {
            return;
        }
        selected = List.copyOf(ids);
        awaited = open.stream().filter(row -> ids.contains(row.id())).findFirst().orElse(null);
        stillOpen.set(awaited == null
                ? ""
                : "%s is still answering. The answer is shown when it has ended.".formatted(awaited.server()));
        if (awaited == null) {
            reload(true);
        } else {
            comparison.set(null);
        }
    }

    /** Opens the selected exchanges in the inspector. */
    void inspect() {
        Comparison shown = comparison.get();
        if (shown != null) {
            app.inspect(shown.toInspection());
        }
    }

    /** Sends the selected request again. */
    void replay(Choice target) {
        Comparison shown = comparison.get();
        Endpoint endpoint = target.endpoint();
        Long first = shown == null ? null : Objects.requireNonNullElse(shown.first().id(), shown.first().replayOf());
        if (shown == null || endpoint == null || first == null) {
            return;
        }
        Exchange original = shown.first().exchange();
        Call call = app.client().newCall(request(original, endpoint, first));
        replaying = call;
        Job job = app.jobs().start("Replay to " + target.name(), call::cancel);
        Work.start("replay", () -> {
            Exchange exchange = call.execute();
            history.await(UNTIL_WRITTEN);
            return exchange;
        }, exchange -> {
            replaying = null;
            job.done();
            String trouble = exchange.problem();
            if (trouble != null && exchange.status() == 0) {
                app.notices().problem(trouble, "The request was not answered; see the exchange.");
            }
            replayed(first, exchange);
        }, failed -> {
            replaying = null;
            job.failed(String.valueOf(failed.getMessage()));
            app.notices().problem(failed);
        });
    }

    /** Ends a replay; whether there was one. */
    boolean cancel() {
        Call running = replaying;
        if (running != null) {
            running.cancel();
        }
        return running != null;
    }

    static ApiRequest request(Exchange original, Endpoint endpoint, long replayOf) {
        JsonNode body = original.request();
        if (body instanceof ObjectNode object && endpoint.model() != null && !endpoint.name().equals(original.endpoint())) {
            body = object.deepCopy().put("model", endpoint.model());
        }
        ApiRequest request = body == null
                ? ApiRequest.get(endpoint, CopyForm.path(original))
                : ApiRequest.post(endpoint, CopyForm.path(original), body);
        return request.withHeader(Caller.HEADER, new Caller("Traffic", replayOf).userAgent());
    }

    private void replayed(long first, Exchange exchange) {
        if (selected.size() == 1 && selected.getFirst() == first) {
            Comparison shown = comparison.get();
            if (shown != null) {
                comparison.set(new Comparison(shown.first(), Answer.of(exchange, first)));
            }
        }
        reload(false);
    }

    private void reload(boolean offer) {
        List<Long> wanted = selected;
        Work.start("read exchanges", () -> Comparison.read(history.reader(), wanted), found -> {
            if (wanted.equals(selected)) {
                if (found != null && !isReplayStillToBeWritten(found)) {
                    comparison.set(found);
                }
                if (found != null && offer) {
                    app.offer(found.toInspection());
                }
            }
        }, this::unreadable);
    }

    /** A replay is shown at once; a moment later the history has it too. */
    private boolean isReplayStillToBeWritten(Comparison found) {
        Comparison shown = comparison.get();
        return shown != null && shown.isReplay() && found.second() == null
                && Objects.equals(shown.first().id(), found.first().id());
    }

    /** Whether the selected exchange has no replay in the history yet. */
    private boolean mayGetReplay() {
        Comparison shown = comparison.get();
        return shown != null && selected.size() == 1 && (shown.second() == null || shown.second().id() == null);
    }

    private void show(Found found) {
        searching = false;
        if (searchAgain || !found.filter().equals(filter.get())) {
            searchAgain = false;
            search();
        }
        if (!found.filter().equals(filter.get())) {
            return;
        }
        if (mayGetReplay() && !Arrays.equals(found.ids(), this.found)) {
            reload(false);
        }
        this.found = found.ids();
        nothingKept = found.extent().exchanges() == 0;
        open = openRows.at(Instant.now(), filter.get());
        showRows();
        load(rows.unfinished());
        count.set(Figures.count(found.ids().length));
        HistoryLimits limits = app.workspace().historyLimits();
        extent.set(found.extent().exchanges() == 0
                ? ""
                : "kept %d days, %s of %s".formatted(limits.age().toDays(), size(found.extent().bytes()),
                        size(limits.bytes())));
        if (!servers.equals(found.names().servers())) {
            servers.setAll(found.names().servers());
        }
        HistoryState state = history.state();
        problem.set(switch (state) {
            case HistoryState.Off _ -> "History is switched off in the settings; nothing new is kept.";
            case HistoryState.NotKept(String reason, String hint, long _) -> "History is not being kept: " + reason + " " + hint;
            case HistoryState.Keeping _ -> "";
        });
    }

    private static String size(long bytes) {
        if (bytes >= GIGABYTE) {
            return Figures.decimal(bytes / GIGABYTE, bytes % GIGABYTE == 0 ? 0 : 1) + " GB";
        }
        return bytes >= MEGABYTE ? Figures.count(Math.round(bytes / MEGABYTE)) + " MB" : Figures.count(bytes / 1_000) + " kB";
    }

    private void load(long[] ids) {
        if (ids.length > 0) {
            Work.start("read rows", () -> history.reader().rows(ids), (List<HistoryRow> read) -> rows.learn(read),
                    this::unreadable);
        }
    }

    private void unreadable(Exception trouble) {
        searching = false;
        problem.set(String.valueOf(trouble.getMessage()));
    }

}
