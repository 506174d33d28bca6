package gymscope.ui.shell;

import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Work;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.SavedEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints that can be chosen, the chosen one, and what it answered last. UI thread only. */
public final class Endpoints {

    private static final String STATE_KEY = "endpoint";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * An endpoint that can be chosen.
     *
     * @param name what it is called
     * @param endpoint null while a server of this application has no address yet, or a saved one lacks its key
     * @param embedded whether it is a server of this application
     */
    public record Choice(String name, StateDot.State state, @Nullable Endpoint endpoint, boolean embedded) {}

    /**
     * What the endpoint answered when it was last asked for its models.
     *
     * @param took how long the answer took
     * @param context the chosen model's context length in tokens, null when it does not say
     * @param problem why there was no list, null when there was one
     */
    public record Reach(Instant when, Duration took, @Nullable Long context, @Nullable String problem) {}

    private final AppModel app;
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Choice> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable Reach> reach = new ReadOnlyObjectWrapper<>(this, "reach");
    private final ObservableList<String> models = FXCollections.observableArrayList();
    private final StringProperty model = new SimpleStringProperty(this, "model", "");
    private List<Choice> embedded = List.of();
    private String wanted;

    Endpoints(AppModel app) {
        this.app = app;
        this.wanted = app.workspace().windowState().text(STATE_KEY, "");
        refresh();
    }

    /** Servers of this application first, then saved endpoints. */
    public ObservableList<Choice> choices() {
        return choices;
    }

    /** The chosen one, null when there is none. */
    public ReadOnlyObjectProperty<@Nullable Choice> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** What the chosen endpoint answered last, null before. */
    public ReadOnlyObjectProperty<@Nullable Reach> reachProperty() {
        return reach.getReadOnlyProperty();
    }

    /** The models that the chosen endpoint lists. */
    public ObservableList<String> models() {
        return models;
    }

    /** The chosen model, empty when none is known. */
    public StringProperty modelProperty() {
        return model;
    }

    /** The chosen endpoint with the chosen model, null when there is none that can be called. */
    public @Nullable Endpoint current() {
        Choice choice = selected.get();
        Endpoint endpoint = choice == null ? null : choice.endpoint();
        return endpoint == null || model.get().isEmpty() ? endpoint : endpoint.withModel(model.get());
    }

    /** Chooses an endpoint and asks it for its models. */
    public void select(Choice choice) {
        wanted = choice.name();
        app.workspace().windowState().put(STATE_KEY, wanted);
        show(choice);
    }

    /** Tells the servers of this application that can be called. */
    public void setEmbedded(List<Choice> servers) {
        if (!embedded.equals(servers)) {
            embedded = List.copyOf(servers);
            refresh();
        }
    }

    /** Keeps an endpoint and chooses it. */
    public void add(SavedEndpoint endpoint) {
        app.workspace().save(endpoint);
        wanted = endpoint.name();
        app.workspace().windowState().put(STATE_KEY, wanted);
        refresh();
    }

    /** Forgets a saved endpoint. */
    public void forget(Choice choice) {
        app.workspace().forget(choice.name());
        refresh();
    }

    private void refresh() {
        List<Choice> all = new ArrayList<>(embedded);
        app.workspace().endpoints().forEach(saved -> all.add(choice(saved)));
        choices.setAll(all);
        Choice now = all.stream().filter(choice -> choice.name().equals(wanted)).findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
        if (!Objects.equals(now, selected.get())) {
            show(now);
        }
    }

    private Choice choice(SavedEndpoint saved) {
        try {
            return new Choice(saved.name(), StateDot.State.STOPPED, saved.resolve(System.getenv()), false);
        } catch (Fault problem) {
            app.notices().problem(problem);
            return new Choice(saved.name(), StateDot.State.FAILED, null, false);
        }
    }

    private void show(@Nullable Choice choice) {
        selected.set(choice);
        reach.set(null);
        models.clear();
        Endpoint endpoint = choice == null ? null : choice.endpoint();
        model.set(endpoint == null || endpoint.model() == null ? "" : endpoint.model());
        if (choice != null && endpoint != null && choice.state() != StateDot.State.FAILED) {
            Work.start("list models", () -> app.client().newCall(ApiRequest.get(endpoint, "/models").within(PATIENCE)).execute(),
                    exchange -> answered(choice, exchange), app.notices()::problem);
        }
    }

    private void answered(Choice asked, Exchange exchange) {
        if (!asked.equals(selected.get())) {
            return;
        }
        List<JsonNode> listed = exchange.answer() == null ? List.of() : Json.elements(exchange.answer(), "data");
        models.setAll(listed.stream().map(entry -> Json.text(entry, "id")).filter(Objects::nonNull).toList());
        if (!models.isEmpty() && !models.contains(model.get())) {
            model.set(models.getFirst());
        }
        Double context = listed.stream().filter(entry -> model.get().equals(Json.text(entry, "id")))
                .map(entry -> Json.number(entry, "max_model_len")).filter(Objects::nonNull).findFirst().orElse(null);
        reach.set(new Reach(exchange.startedAt(), exchange.timing().total(), context == null ? null : context.longValue(),
                exchange.problem()));
    }
}
