package gymscope.ui.chat.compare;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.ChatRequest;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.settings.RequestSettings;
import gymscope.ui.controls.Work;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One endpoint of a comparison with its own conversation. UI thread only. */
public final class CompareColumn {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReadOnlyObjectWrapper<Endpoint> endpoint = new ReadOnlyObjectWrapper<>(this, "endpoint");
    private final ObservableList<Turn> turns = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable AnswerTurn> latest = new ReadOnlyObjectWrapper<>(this, "latest");
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private @Nullable Runnable stop;

    CompareColumn(Endpoint endpoint) {
        this.endpoint.set(endpoint);
    }

    /** The endpoint with its model, null while it is not known. */
    public ReadOnlyObjectProperty<Endpoint> endpointProperty() {
        return endpoint.getReadOnlyProperty();
    }

    Endpoint endpoint() {
        return endpoint.get();
    }

    /** What was asked and answered here. */
    public ObservableList<Turn> turns() {
        return turns;
    }

    /** The last answer, null before the first. */
    public ReadOnlyObjectProperty<@Nullable AnswerTurn> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    /** Why nothing was asked here, null when it was. */
    public ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    boolean isRunning() {
        return stop != null;
    }

    void stop() {
        if (stop != null) {
            stop.run();
        }
    }

    void clear() {
        stop();
        turns.clear();
        latest.set(null);
        problem.set(null);
    }

    /**
     * Asks here. A first question to an endpoint whose model is not known asks for its models.
     *
     * @param ended runs after the answer
     */
    void ask(Asker asker, Supplier<ApiClient> client, RequestSettings settings, UserTurn question, Runnable ended) {
        problem.set(null);
        if (endpoint().model() != null) {
            askModel(asker, settings, question, ended);
            return;
        }
        Endpoint target = endpoint();
        boolean[] stopped = new boolean[1];
        Thread listing = Work.start("list models", () -> firstModel(client.get(), target), model -> {
            stop = null;
            if (!stopped[0]) {
                endpoint.set(target.withModel(model));
                askModel(asker, settings, question, ended);
            }
        }, broken -> {
            stop = null;
            problem.set(broken instanceof Fault fault ? fault : new Fault(Fault.sentenceOf(broken), "", broken));
            ended.run();
        });
        stop = () -> {
            stopped[0] = true;
            stop = null;
            listing.interrupt();
            ended.run();
        };
    }

    private void askModel(Asker asker, RequestSettings settings, UserTurn question, Runnable ended) {
        List<Turn> conversation = new ArrayList<>(turns.stream().filter(CompareColumn::counts).toList());
        conversation.add(question);
        ChatRequest request = ChatRequest.of(endpoint().model(), asker.knowledge().of(endpoint()), settings,
                conversation);
        AnswerTurn answer = new AnswerTurn(endpoint().name());
        turns.addAll(question, answer);
        latest.set(answer);
        stop = asker.ask(endpoint(), request, answer, () -> {
            stop = null;
            ended.run();
        });
    }

    /** An answer that failed without a word is no part of the conversation. */
    private static boolean counts(Turn turn) {
        return !(turn instanceof AnswerTurn answer) || answer.state() != State.FAILED;
    }

    private static String firstModel(ApiClient client, Endpoint endpoint) {
        Exchange exchange = client.newCall(ApiRequest.get(endpoint, "/models").within(PATIENCE)).execute();
        String problem = exchange.problem();
        if (problem != null) {
            throw new Fault(problem, "Check the endpoint, or remove the column.");
        }
        return Json.elements(Objects.requireNonNullElseGet(exchange.answer(), Json::object), "data").stream()
                .map(entry -> Json.text(entry, "id")).filter(Objects::nonNull).findFirst()
                .orElseThrow(() -> new Fault("%s lists no model.".formatted(endpoint.name()), "Remove the column."));
    }
}
