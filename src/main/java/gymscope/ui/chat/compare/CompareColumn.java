package gymscope.ui.chat.compare;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.ChatRequest;
import gymscope.ui.chat.conversation.ToolAnswer;
import gymscope.ui.chat.conversation.ToolRounds;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.TurnDrafts;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.RequestSettings;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.chat.turns.CallActions;
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

/** One endpoint of a comparison with its own conversation and its own rounds of tool calls. UI thread only. */
public final class CompareColumn implements CallActions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Asker asker;
    private final Supplier<ApiClient> client;
    private final ChatSettings settings;
    private final ToolRounds rounds;
    private final Runnable changed;
    private final TurnDrafts drafts = new TurnDrafts();
    private final ReadOnlyObjectWrapper<Endpoint> endpoint = new ReadOnlyObjectWrapper<>(this, "endpoint");
    private final ObservableList<Turn> turns = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable AnswerTurn> latest = new ReadOnlyObjectWrapper<>(this, "latest");
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private @Nullable Runnable stop;

    /**
     * @param rounds answers its tool calls
     * @param changed runs after it began or ended to ask
     */
    CompareColumn(Endpoint endpoint, Asker asker, Supplier<ApiClient> client, ChatSettings settings, ToolRounds rounds,
            Runnable changed) {
        this.asker = asker;
        this.client = client;
        this.settings = settings;
        this.rounds = rounds;
        this.changed = changed;
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

    /** Whether a tool call waits for an answer here. */
    boolean isWaiting() {
        AnswerTurn last = last();
        return last != null && !last.waiting().isEmpty();
    }

    /** Asks here. A first question to an endpoint whose model is not known asks for its models. */
    void ask(RequestSettings request, UserTurn question) {
        problem.set(null);
        rounds.restart();
        if (endpoint().model() != null) {
            askModel(request, question);
            return;
        }
        Endpoint target = endpoint();
        boolean[] stopped = new boolean[1];
        Thread listing = Work.start("list models", () -> firstModel(client.get(), target), model -> {
            stop = null;
            if (!stopped[0]) {
                endpoint.set(target.withModel(model));
                askModel(request, question);
            }
        }, broken -> {
            stop = null;
            fail(broken instanceof Fault fault ? fault : new Fault(Fault.sentenceOf(broken), "", broken));
        });
        stop = () -> {
            stopped[0] = true;
            stop = null;
            listing.interrupt();
            changed.run();
        };
    }

    @Override
    public ToolsModel tools() {
        return settings.tools();
    }

    @Override
    public ToolAnswering answering() {
        return settings.answering();
    }

    @Override
    public String draft(Turn turn, int place) {
        return drafts.get(turn, place);
    }

    @Override
    public void keepDraft(Turn turn, int place, String text) {
        drafts.put(turn, place, text);
    }

    @Override
    public void answer(AnswerTurn turn, int call, String text) {
        drafts.put(turn, call, "");
        turn.toolAnswers().put(call, ToolAnswer.byHand(text));
        if (turn.equals(last()) && turn.waiting().isEmpty() && !isRunning()) {
            goOn();
        }
    }

    @Override
    public void answerAgain(AnswerTurn turn, int call) {
        int place = turns.indexOf(turn);
        if (!isRunning() && place >= 0) {
            AnswerTurn waiting = turn.waitingFrom(call);
            ToolAnswer before = turn.toolAnswers().get(call);
            drafts.put(waiting, call, before == null ? "" : before.text());
            turns.remove(place, turns.size());
            turns.add(waiting);
            latest.set(waiting);
        }
    }

    @Override
    public void answerAutomatically() {
        AnswerTurn turn = last();
        if (turn != null && isWaiting() && !isRunning()) {
            rounds.restart();
            round(turn);
        }
    }

    /** The answer at the end, null when there is none. */
    private @Nullable AnswerTurn last() {
        return !turns.isEmpty() && turns.getLast() instanceof AnswerTurn answer ? answer : null;
    }

    private void askModel(RequestSettings request, @Nullable UserTurn question) {
        List<Turn> conversation = new ArrayList<>(turns.stream().filter(CompareColumn::counts).toList());
        if (question != null) {
            conversation.add(question);
        }
        ChatRequest whole = ChatRequest.of(endpoint().model(), asker.knowledge().of(endpoint()), request, conversation);
        AnswerTurn answer = new AnswerTurn(endpoint().name());
        if (question != null) {
            turns.add(question);
        }
        turns.add(answer);
        latest.set(answer);
        stop = asker.ask(endpoint(), whole, answer, () -> {
            stop = null;
            if (answer.equals(last()) && isWaiting() && settings.answering().isAutomatic()) {
                round(answer);
            }
            changed.run();
        });
        changed.run();
    }

    /** Asks for what comes after the tools' answers. */
    private void goOn() {
        problem.set(null);
        try {
            askModel(settings.request(), null);
        } catch (Fault notSent) {
            fail(notSent);
        }
    }

    /** One round: answers the calls, then asks again. */
    private void round(AnswerTurn turn) {
        problem.set(null);
        try {
            stop = rounds.answer(turn, List.copyOf(turns), answers -> {
                stop = null;
                turn.toolAnswers().putAll(answers);
                goOn();
            }, fault -> {
                stop = null;
                fail(fault);
            });
        } catch (Fault bound) {
            problem.set(bound);
        }
        changed.run();
    }

    private void fail(Fault fault) {
        problem.set(fault);
        changed.run();
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
