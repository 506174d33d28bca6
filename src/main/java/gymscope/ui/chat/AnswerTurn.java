package gymscope.ui.chat;

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
final class AnswerTurn implements Turn {

    /** How far it is. */
    enum State {
        STREAMING, DONE, STOPPED, FAILED
    }

    private final String endpoint;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.STREAMING);
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer", Answer.EMPTY);
    private final ObservableMap<Integer, String> toolAnswers = FXCollections.observableHashMap();
    private List<String> remarks = List.of();
    private @Nullable Exchange exchange;
    private String failure = "";

    AnswerTurn(String endpoint) {
        this.endpoint = endpoint;
    }

    /** The name of the endpoint that was asked. */
    String endpoint() {
        return endpoint;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    State state() {
        return state.get();
    }

    Answer answer() {
        return answer.get();
    }

    /** What the user answered to the tool calls, by the call's place. */
    ObservableMap<Integer, String> toolAnswers() {
        return toolAnswers;
    }

    /** What the endpoint altered, ignored or refused; none before the end. */
    List<String> remarks() {
        return remarks;
    }

    /** The exchange that brought it, null before the end. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** Why there is no whole answer, empty when there is one. */
    String failure() {
        return failure;
    }

    /** The calls that wait for an answer. */
    List<ToolCall> waiting() {
        List<ToolCall> waiting = new ArrayList<>();
        List<ToolCall> calls = answer().calls();
        for (int i = 0; i < calls.size() && state() == State.DONE; i++) {
            if (!toolAnswers.containsKey(i)) {
                waiting.add(calls.get(i));
            }
        }
        return waiting;
    }

    void show(Answer soFar) {
        answer.set(soFar);
    }

    void end(State last, Answer whole, Exchange by, List<String> newRemarks, String why) {
        exchange = by;
        remarks = List.copyOf(newRemarks);
        failure = why;
        answer.set(whole);
        state.set(last);
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
                        Objects.requireNonNull(toolAnswers.get(i))));
            }
        }
        return messages;
    }

    private static String idOf(ToolCall call, int index) {
        return call.id() == null ? "call_" + index : call.id();
    }
}
