package gymscope.ui.chat.conversation;

import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of the model, while it comes in and after. Changes on the UI thread. */
public final class AnswerTurn implements Turn {

    /** How far it is. */
    public enum State {
        STREAMING, DONE, STOPPED, FAILED
    }

    private final String endpoint;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.STREAMING);
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer", Answer.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Origin> origin = new ReadOnlyObjectWrapper<>(this, "origin");
    private final ObservableMap<Integer, ToolAnswer> toolAnswers = FXCollections.observableHashMap();
    private List<String> remarks = List.of();
    private List<Exchange> exchanges = List.of();
    private String failure = "";
    private @Nullable ObjectNode request;

    /** @param endpoint the name of the endpoint that is asked */
    public AnswerTurn(String endpoint) {
        this.endpoint = endpoint;
    }

    /** The name of the endpoint that was asked. */
    public String endpoint() {
        return endpoint;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** How it came about when it is not simply an answer to the messages before, null when it is. */
    public ReadOnlyObjectProperty<@Nullable Origin> originProperty() {
        return origin.getReadOnlyProperty();
    }

    public State state() {
        return state.get();
    }

    public Answer answer() {
        return answer.get();
    }

    /** What the tool calls were answered with, by the call's place. */
    public ObservableMap<Integer, ToolAnswer> toolAnswers() {
        return toolAnswers;
    }

    /** The chat request that it answers, null when it is not known; of one that goes on from a token that of the first answer. */
    public @Nullable ObjectNode request() {
        return request;
    }

    void setRequest(@Nullable ObjectNode newRequest) {
        request = newRequest;
    }

    /** What the endpoint altered, ignored or refused; none before the end. */
    public List<String> remarks() {
        return remarks;
    }

    /** The last exchange that brought it, null before the end and for one that was written by hand. */
    public @Nullable Exchange exchange() {
        return exchanges.isEmpty() ? null : exchanges.getLast();
    }

    /** Every exchange that brought it, in order. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Why there is no whole answer, empty when there is one. */
    public String failure() {
        return failure;
    }

    /** The places of the calls that wait for an answer. */
    public List<Integer> waiting() {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < answer().calls().size() && state() == State.DONE; i++) {
            if (!toolAnswers.containsKey(i)) {
                waiting.add(i);
            }
        }
        return waiting;
    }

    /** Shows what has come so far. */
    public void show(Answer soFar) {
        answer.set(soFar);
    }

    /** Says how it comes about. */
    public void setOrigin(@Nullable Origin newOrigin) {
        origin.set(newOrigin);
    }

    /** It is over. */
    public void end(Outcome outcome) {
        exchanges = outcome.exchanges();
        remarks = outcome.remarks();
        failure = outcome.failure();
        answer.set(outcome.answer());
        state.set(outcome.state());
    }

    /** The same answer with another text, as the user wants it; its tokens are no longer known. */
    public AnswerTurn edited(String content) {
        AnswerTurn copy = new AnswerTurn(endpoint);
        copy.setOrigin(Origin.EDITED);
        copy.end(new Outcome(State.DONE, answer().withContent(content), List.of(), List.of(), ""));
        copy.toolAnswers.putAll(toolAnswers);
        return copy;
    }

    /** The same answer whose tool calls from this place on wait for an answer again. */
    public AnswerTurn waitingFrom(int call) {
        AnswerTurn copy = new AnswerTurn(endpoint);
        copy.setOrigin(origin.get());
        copy.request = request;
        copy.end(new Outcome(state(), answer(), exchanges, remarks, failure));
        toolAnswers.forEach((index, given) -> {
            if (index < call) {
                copy.toolAnswers.put(index, given);
            }
        });
        return copy;
    }

    @Override
    public List<ObjectNode> messages() {
        Answer said = answer();
        boolean callsCount = !said.calls().isEmpty() && toolAnswers.size() == said.calls().size();
        if (said.content().isEmpty() && !callsCount) {
            return List.of();
        }
        List<ObjectNode> messages = new ArrayList<>();
        ObjectNode message = Turn.message("assistant", said.content());
        messages.add(message);
        if (callsCount) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < said.calls().size(); i++) {
                ToolCall call = said.calls().get(i);
                calls.addObject().put("id", idOf(call, i)).put("type", "function").putObject("function").put("name", call.name())
                        .put("arguments", call.arguments());
                messages.add(Json.object().put("role", "tool").put("tool_call_id", idOf(call, i)).put("content",
                        Objects.requireNonNull(toolAnswers.get(i)).text()));
            }
        }
        return messages;
    }

    @Override
    public String gist() {
        Answer said = answer();
        return said.content().isBlank() && !said.calls().isEmpty() ? said.calls().getFirst().name() : said.content().strip();
    }

    private static String idOf(ToolCall call, int index) {
        return call.id() == null ? "call_" + index : call.id();
    }
}
