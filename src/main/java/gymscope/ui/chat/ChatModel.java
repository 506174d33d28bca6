package gymscope.ui.chat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.ui.controls.Refresh;
import gymscope.ui.controls.Work;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.ToolCall;
import gymscope.workspace.WindowState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conversation with the chosen endpoint. What is typed is kept over a restart; the conversation is not. UI thread only;
 * the calls run on threads of their own.
 */
final class ChatModel {

    /** What the empty screen's button asks: a text whose tokens are uncertain enough to look at. */
    static final String SAMPLE = "Tell me a short story.";

    private static final String DRAFT_KEY = "chat.draft";
    private static final String SYSTEM_KEY = "chat.system";
    private static final String SAMPLING_KEY = "chat.sampling";
    private static final String TOOLS_KEY = "chat.tools";

    private final Supplier<ApiClient> client;
    private final Supplier<@Nullable Endpoint> endpoint;
    private final WindowState state;
    private final ObservableList<Turn> turns = FXCollections.observableArrayList();
    private final StringProperty draft = new SimpleStringProperty(this, "draft", "");
    private final StringProperty system = new SimpleStringProperty(this, "system", "");
    private final SamplingModel sampling = new SamplingModel();
    private final ToolsModel tools = new ToolsModel();
    private final ReadOnlyBooleanWrapper streaming = new ReadOnlyBooleanWrapper(this, "streaming");
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ObjectProperty<@Nullable AnswerTurn> selected = new SimpleObjectProperty<>(this, "selected");
    private final Map<String, Set<AutomaticMember>> refused = new HashMap<>();
    private @Nullable AnswerCall running;

    /**
     * @param client asked for at the first message
     * @param endpoint the endpoint with its model that the next message goes to, null when none is chosen
     * @param state keeps what is typed
     */
    ChatModel(Supplier<ApiClient> client, Supplier<@Nullable Endpoint> endpoint, WindowState state) {
        this.client = client;
        this.endpoint = endpoint;
        this.state = state;
        restore();
    }

    /** The conversation, the last turn last. */
    ObservableList<Turn> turns() {
        return turns;
    }

    /** The message that is being written. */
    StringProperty draftProperty() {
        return draft;
    }

    /** The system prompt, empty for none. */
    StringProperty systemProperty() {
        return system;
    }

    SamplingModel sampling() {
        return sampling;
    }

    ToolsModel tools() {
        return tools;
    }

    /** Whether an answer is coming in. */
    ReadOnlyBooleanProperty streamingProperty() {
        return streaming.getReadOnlyProperty();
    }

    /** Why the last message was not sent, null when it was. */
    ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The answer that is looked at, null for none. */
    ObjectProperty<@Nullable AnswerTurn> selectedProperty() {
        return selected;
    }

    /** The last answer, null before the first. */
    @Nullable
    AnswerTurn lastAnswer() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i) instanceof AnswerTurn answer) {
                return answer;
            }
        }
        return null;
    }

    /** The exchanges of all answers that ended, in order. */
    List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn instanceof AnswerTurn answer && answer.exchange() != null) {
                exchanges.add(Objects.requireNonNull(answer.exchange()));
            }
        }
        return exchanges;
    }

    /** Sends the draft. It stays where it is when it can't be sent, and {@link #problemProperty} says why. */
    void send() {
        String text = draft.get().strip();
        if (!text.isEmpty() && say(text)) {
            draft.set("");
        }
    }

    /** Sends a message; whether it could be sent. */
    boolean say(String text) {
        if (streaming.get()) {
            return false;
        }
        AnswerTurn last = lastAnswer();
        List<ToolCall> waiting = last == null || turns.getLast() != last ? List.of() : last.waiting();
        if (!waiting.isEmpty()) {
            problem.set(new Fault("%s waits for an answer.".formatted(waiting.getFirst().name()),
                    "Answer the tool call, or ask the model again."));
            return false;
        }
        List<Turn> next = new ArrayList<>(turns);
        next.add(new UserTurn(text));
        return ask(next);
    }

    /** Ends the answer that is coming in; what came so far stays. */
    void stop() {
        if (running != null) {
            running.stop();
        }
    }

    /** Asks again for the last answer. */
    void retry() {
        if (!streaming.get() && !turns.isEmpty() && turns.getLast() instanceof AnswerTurn) {
            ask(new ArrayList<>(turns.subList(0, turns.size() - 1)));
        }
    }

    /** Answers a tool call by hand. When no other call waits, the conversation goes on. */
    void answer(AnswerTurn turn, int call, String text) {
        turn.toolAnswers().put(call, text);
        if (turns.getLast() == turn && turn.waiting().isEmpty() && !streaming.get()) {
            ask(new ArrayList<>(turns));
        }
    }

    /** Begins anew. System prompt, tools and sampling stay. */
    void newConversation() {
        stop();
        running = null;
        streaming.set(false);
        selected.set(null);
        problem.set(null);
        turns.clear();
    }

    /** Forgets why the last message was not sent. */
    void clearProblem() {
        problem.set(null);
    }

    private boolean ask(List<Turn> conversation) {
        problem.set(null);
        try {
            Endpoint target = endpoint.get();
            if (target == null) {
                throw new Fault("No endpoint is chosen.", "Choose one at the top, or start a server.");
            }
            ChatRequest request = ChatRequest.of(target.model(), system.get(), conversation, tools.tools(), sampling.members(),
                    automatic(target));
            begin(target, request, conversation);
            return true;
        } catch (Fault notSent) {
            problem.set(notSent);
            return false;
        }
    }

    private void begin(Endpoint target, ChatRequest request, List<Turn> conversation) {
        AnswerTurn turn = new AnswerTurn(target.name());
        AnswerCall[] made = new AnswerCall[1];
        Refresh refresh = new Refresh(() -> {
            if (turn.state() == AnswerTurn.State.STREAMING) {
                turn.show(made[0].answer());
            }
        });
        AnswerCall call = new AnswerCall(client.get(), target, request, refresh::request);
        made[0] = call;
        running = call;
        streaming.set(true);
        keepCommonStart(conversation);
        turns.add(turn);
        selected.set(turn);
        Work.start("chat answer", call::run, outcome -> end(call, turn, target, outcome), broken -> {
            finish(call);
            problem.set(new Fault(Fault.sentenceOf(broken), "", broken));
        });
    }

    /** Turns that stay are not touched, so that nothing on screen is made anew. */
    private void keepCommonStart(List<Turn> conversation) {
        int same = 0;
        while (same < turns.size() && same < conversation.size() && turns.get(same).equals(conversation.get(same))) {
            same++;
        }
        turns.remove(same, turns.size());
        turns.addAll(conversation.subList(same, conversation.size()));
    }

    private void end(AnswerCall call, AnswerTurn turn, Endpoint target, AnswerCall.Outcome outcome) {
        refused.computeIfAbsent(nameOf(target), any -> EnumSet.noneOf(AutomaticMember.class)).addAll(outcome.refused());
        List<String> remarks = new ArrayList<>(outcome.remarks());
        boolean known = refusedBy(target).contains(AutomaticMember.LOGPROBS);
        String refusal = AutomaticMember.LOGPROBS.key() + ": refused";
        if (known && wantsLogprobs() && !remarks.contains(refusal)) {
            remarks.addFirst(refusal);
        }
        turn.end(outcome.state(), outcome.answer(), outcome.exchange(), remarks, outcome.failure());
        finish(call);
    }

    private void finish(AnswerCall call) {
        if (running == call) {
            running = null;
            streaming.set(false);
        }
    }

    private Set<AutomaticMember> automatic(Endpoint target) {
        Set<AutomaticMember> members = EnumSet.allOf(AutomaticMember.class);
        members.removeAll(refusedBy(target));
        if (!wantsLogprobs()) {
            members.remove(AutomaticMember.LOGPROBS);
        }
        if (sampling.logprobsProperty().get() == LogprobsChoice.OFF) {
            members.remove(AutomaticMember.TOKEN_IDS);
        }
        return members;
    }

    private boolean wantsLogprobs() {
        return sampling.logprobsProperty().get() == LogprobsChoice.AUTOMATIC;
    }

    private Set<AutomaticMember> refusedBy(Endpoint target) {
        return refused.getOrDefault(nameOf(target), Set.of());
    }

    private static String nameOf(Endpoint target) {
        return target.baseUrl() + " " + target.model();
    }

    private void restore() {
        draft.set(state.text(DRAFT_KEY, ""));
        system.set(state.text(SYSTEM_KEY, ""));
        tools.textProperty().set(state.text(TOOLS_KEY, ""));
        JsonNode kept = state.get(SAMPLING_KEY);
        if (kept != null) {
            sampling.restore(kept);
        }
        draft.subscribe(text -> state.put(DRAFT_KEY, text));
        system.subscribe(text -> state.put(SYSTEM_KEY, text));
        tools.textProperty().subscribe(text -> state.put(TOOLS_KEY, text));
        sampling.onChange(() -> state.put(SAMPLING_KEY, sampling.toJson()));
    }
}
