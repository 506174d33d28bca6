package gymscope.ui.chat.compare;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.conversation.ToolRounds;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.RequestSettings;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.WindowState;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The same prompt on up to six endpoints. Which ones is kept over a restart. UI thread only; each endpoint is asked on a
 * thread of its own.
 */
public final class CompareModel {

    /** The most endpoints. */
    public static final int MOST = 6;

    private static final String KEY = "chat.compare";

    private final Supplier<ApiClient> client;
    private final Asker asker;
    private final ChatSettings settings;
    private final EnvironmentCatalog environments;
    private final Supplier<List<Endpoint>> available;
    private final WindowState state;
    private final ObservableList<CompareColumn> columns = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");

    /**
     * @param environments answer tool calls, each column's in a session of its own
     * @param available the endpoints that can be called, the chosen one first
     * @param state keeps which ones are compared
     */
    public CompareModel(Supplier<ApiClient> client, Asker asker, ChatSettings settings, EnvironmentCatalog environments,
            Supplier<List<Endpoint>> available, WindowState state) {
        this.client = client;
        this.asker = asker;
        this.settings = settings;
        this.environments = environments;
        this.available = available;
        this.state = state;
    }

    /** The columns from left to right. */
    public ObservableList<CompareColumn> columns() {
        return columns;
    }

    /** Whether any endpoint still answers. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Why nothing was asked, null when it was. */
    public ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The endpoints that can be called, the chosen one first. */
    public List<Endpoint> available() {
        return available.get();
    }

    /** Fills the columns when there are none: those of the last time, else the first two endpoints. */
    public void begin() {
        if (!columns.isEmpty()) {
            return;
        }
        List<Endpoint> all = available.get();
        List<String> names = Json.elements(Json.object().set("names", Objects.requireNonNullElseGet(state.get(KEY), Json::array)),
                "names").stream().map(name -> name.asString("")).toList();
        List<Endpoint> last = names.stream().flatMap(name -> all.stream().filter(one -> one.name().equals(name)).limit(1))
                .limit(MOST).toList();
        (last.isEmpty() ? all.stream().limit(2).toList() : last).forEach(one -> columns.add(column(one)));
    }

    /** Adds a column. The same endpoint may have several. */
    public void add(Endpoint endpoint) {
        if (columns.size() >= MOST) {
            problem.set(new Fault("%s is not added: at most %d endpoints are compared.".formatted(endpoint.name(), MOST),
                    "Remove a column first."));
            return;
        }
        problem.set(null);
        columns.add(column(endpoint));
        keep();
    }

    /** Takes a column away. */
    public void remove(CompareColumn column) {
        column.stop();
        columns.remove(column);
        update();
        keep();
    }

    /** Asks every endpoint; whether it could be asked. */
    public boolean ask(UserTurn question) {
        if (running.get()) {
            return false;
        }
        try {
            if (columns.isEmpty()) {
                throw new Fault("No endpoint is compared.", "Add one or more at the top.");
            }
            for (CompareColumn column : columns) {
                if (column.isWaiting()) {
                    throw new Fault("A tool call waits for an answer at %s.".formatted(column.endpoint().name()),
                            "Answer it in its column, or begin anew.");
                }
            }
            RequestSettings request = settings.request();
            problem.set(null);
            columns.forEach(column -> column.ask(request, question));
            update();
            return true;
        } catch (Fault notSent) {
            problem.set(notSent);
            return false;
        }
    }

    /** Ends all answers that come in; what came so far stays. */
    public void stop() {
        List.copyOf(columns).forEach(CompareColumn::stop);
        update();
    }

    /** Begins anew with the same endpoints. */
    public void clear() {
        problem.set(null);
        columns.forEach(CompareColumn::clear);
        update();
    }

    /** Forgets why nothing was asked. */
    public void clearProblem() {
        problem.set(null);
    }

    private CompareColumn column(Endpoint endpoint) {
        return new CompareColumn(endpoint, asker, client, settings, new ToolRounds(settings, environments), this::update);
    }

    private void update() {
        running.set(columns.stream().anyMatch(CompareColumn::isRunning));
    }

    private void keep() {
        ArrayNode names = Json.array();
        columns.forEach(column -> names.add(column.endpoint().name()));
        state.put(KEY, names);
    }
}
