package gymscope.ui.firstrun;

import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.TraceReader;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Endpoints;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the demonstration model one question as soon as it runs, once. */
final class FirstRunModel {

    static final String QUESTION = "Tell me a short story about a fox.";

    private static final int TOKENS = 60;
    private static final int ALTERNATIVES = 5;
    private static final int SEED = 11;
    private static final double UNSURE = 0.5;

    /** What the card shows. */
    sealed interface State {
    }

    /** The model is not there yet. */
    record Waiting() implements State {}

    /** Its answer so far. */
    record Answering(TokenTrace trace) implements State {}

    /** Its answer. */
    record Answered(Exchange exchange, TokenTrace trace) implements State {

        /** How long the answer took. */
        Duration took() {
            return exchange.timing().total();
        }

        /** Up to two tokens at which the model was most unsure, in the order of the text. */
        List<TraceToken> unsure() {
            return trace.tokens().stream().filter(token -> token.channel() == Channel.CONTENT && probability(token) < UNSURE)
                    .sorted(Comparator.comparingDouble(FirstRunModel::probability)).limit(2)
                    .sorted(Comparator.comparingInt(TraceToken::position)).toList();
        }
    }

    /** There is no answer. */
    record Failed(String sentence) implements State {}

    private final AppModel app;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", new Waiting());
    private @Nullable Endpoint asked;

    FirstRunModel(AppModel app) {
        this.app = app;
        app.endpoints().modelProperty().addListener((property, before, now) -> askOnce());
        app.endpoints().selectedProperty().addListener((property, before, now) -> askOnce());
        app.servers().demonstrationProblemProperty().addListener((property, before, now) -> {
            if (!now.isEmpty() && asked == null) {
                state.set(new Failed(now));
            }
        });
        askOnce();
    }

    /** What the card shows. */
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The endpoint that answered, null before. */
    @Nullable
    Endpoint endpoint() {
        return asked;
    }

    private void askOnce() {
        Endpoints.Choice choice = app.endpoints().selectedProperty().get();
        Endpoint endpoint = app.endpoints().current();
        String name = endpoint == null ? null : endpoint.model();
        if (asked == null && choice != null && choice.embedded() && choice.state() == StateDot.State.RUNNING && endpoint != null
                && name != null) {
            asked = endpoint;
            Work.start("first answer", () -> ask(endpoint, name), this::answered, app.notices()::problem);
        }
    }

    private Exchange ask(Endpoint endpoint, String name) {
        List<TraceToken> tokens = new ArrayList<>();
        Refresh refresh = new Refresh(() -> showSoFar(tokens));
        return app.client().newCall(ApiRequest.post(endpoint, "/chat/completions", question(name)).from("Welcome"))
                .stream(event -> {
                    JsonNode piece = event.json();
                    if (piece != null) {
                        synchronized (tokens) {
                            TraceReader.ofChat(piece, 0).tokens().forEach(token -> tokens.add(token.at(tokens.size())));
                        }
                        refresh.request();
                    }
                });
    }

    private void showSoFar(List<TraceToken> tokens) {
        if (!(state.get() instanceof Answered)) {
            synchronized (tokens) {
                state.set(new Answering(new TokenTrace(tokens)));
            }
        }
    }

    private void answered(Exchange exchange) {
        String problem = exchange.problem();
        state.set(problem != null ? new Failed(problem) : new Answered(exchange, TraceReader.of(exchange)));
    }

    private static ObjectNode question(String model) {
        ObjectNode request = Json.object().put("model", model);
        request.putArray("messages").addObject().put("role", "user").put("content", QUESTION);
        return request.put("temperature", 1.0).put("seed", SEED).put("max_tokens", TOKENS).put("logprobs", true)
                .put("top_logprobs", ALTERNATIVES).put("stream", true);
    }

    private static double probability(TraceToken token) {
        Double probability = token.probability();
        return probability == null ? 1 : probability;
    }
}
