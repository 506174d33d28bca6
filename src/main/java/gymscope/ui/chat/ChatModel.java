package gymscope.ui.chat;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.tokens.Alternative;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.EnvironmentCatalog;
import gymscope.ui.chat.conversation.ForkPoint;
import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.chat.conversation.ToolAnswer;
import gymscope.ui.chat.conversation.ToolRounds;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.endpoint.CurrentOffers;
import gymscope.ui.chat.endpoint.EndpointKnowledge;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.ui.chat.settings.SamplingModel;
import gymscope.ui.chat.settings.ToolAnswering;
import gymscope.ui.chat.settings.ToolsModel;
import gymscope.ui.chat.turns.TurnActions;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.workspace.WindowState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Chat screen: conversations with the chosen endpoint, what is set for their requests, and the answers that come in.
 * UI thread only; the calls run on threads of their own.
 */
final class ChatModel implements TurnActions {

    /** What the empty screen's button asks: a text whose tokens are uncertain enough to look at. */
    static final String SAMPLE = "Tell me a short story.";

    private final Asker asker;
    private final ChatSettings settings;
    private final EnvironmentCatalog environments;
    private final CurrentOffers offers;
    private final Draft draft;
    private final Conversations conversations;
    private final AnswerFlow flow;

    /**
     * @param client asked for at the first message
     * @param endpoint the endpoint with its model that the next message goes to, null when none is chosen
     * @param state keeps what is typed
     * @param knowledge what is known of endpoints
     */
    ChatModel(Supplier<ApiClient> client, Supplier<@Nullable Endpoint> endpoint, WindowState state,
            EnvironmentCatalog environments, EndpointKnowledge knowledge) {
        this.environments = environments;
        this.asker = new Asker(client, knowledge);
        this.offers = new CurrentOffers(knowledge, () -> {
            Endpoint target = endpoint.get();
            return target == null ? List.of() : List.of(target);
        });
        this.settings = new ChatSettings(state);
        this.draft = new Draft(state);
        this.conversations = new Conversations(state);
        this.flow = new AnswerFlow(endpoint, asker, settings, conversations, new ToolRounds(settings, environments));
    }

    /** The conversations, and which turns of the one in front are shown. */
    Conversations conversations() {
        return conversations;
    }

    /** The turns that are shown, the last one last. */
    ObservableList<Turn> turns() {
        return conversations.turns();
    }

    @Override
    public ReadOnlyObjectProperty<ConversationTree<Turn>> treeProperty() {
        return conversations.treeProperty();
    }

    @Override
    public String draft(Turn turn, int place) {
        return conversations.drafts().get(turn, place);
    }

    @Override
    public void keepDraft(Turn turn, int place, String text) {
        conversations.drafts().put(turn, place, text);
        conversations.changed();
    }

    @Override
    public void choose(int id) {
        if (!flow.isRunning()) {
            conversations.choose(id);
        }
    }

    @Override
    public ToolAnswering answering() {
        return settings.answering();
    }

    ChatSettings settings() {
        return settings;
    }

    EnvironmentCatalog environments() {
        return environments;
    }

    /** What the chosen endpoint offers. */
    CurrentOffers offers() {
        return offers;
    }

    /** What asks endpoints; it remembers what each refused. */
    Asker asker() {
        return asker;
    }

    /** The message that is being written. */
    Draft draft() {
        return draft;
    }

    StringProperty draftProperty() {
        return draft.textProperty();
    }

    /** The system prompt, empty for none. */
    StringProperty systemProperty() {
        return settings.systemProperty();
    }

    SamplingModel sampling() {
        return settings.sampling();
    }

    @Override
    public ToolsModel tools() {
        return settings.tools();
    }

    /** Whether an answer is coming in, or tool calls are being answered for the user. */
    ReadOnlyBooleanProperty streamingProperty() {
        return flow.runningProperty();
    }

    /** Why the last message was not sent, null when it was. */
    ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return flow.problemProperty();
    }

    @Override
    public ObjectProperty<@Nullable AnswerTurn> selectedProperty() {
        return conversations.selectedProperty();
    }

    /** The last answer that is shown, null before the first. */
    @Nullable
    AnswerTurn lastAnswer() {
        return conversations.lastAnswer();
    }

    /** The exchanges of all shown answers that ended, in order. */
    List<Exchange> exchanges() {
        return conversations.exchanges();
    }

    /** Sends the draft. It stays where it is when it can't be sent, and {@link #problemProperty} says why. */
    void send() {
        if (!draft.isEmpty() && say(draft.turn())) {
            draft.clear();
        }
    }

    /** Sends a text; whether it could be sent. */
    boolean say(String text) {
        return say(UserTurn.of(text));
    }

    private boolean say(UserTurn turn) {
        if (flow.isRunning()) {
            return false;
        }
        AnswerTurn last = conversations.lastIfAnswer();
        if (last != null && !last.waiting().isEmpty()) {
            String name = last.answer().calls().get(last.waiting().getFirst()).name();
            flow.refuse(new Fault("%s waits for an answer.".formatted(name), "Answer the tool call, or ask the model again."));
            return false;
        }
        return flow.ask(conversations.tree().append(turn));
    }

    @Override
    public void edit(UserTurn turn, String text, List<ImageInput> images) {
        Integer id = conversations.tree().idOf(turn);
        if (!flow.isRunning() && id != null) {
            flow.ask(conversations.tree().branch(id, new UserTurn(text.strip(), images)));
        }
    }

    @Override
    public void edit(AnswerTurn turn, String text) {
        Integer id = conversations.tree().idOf(turn);
        if (!flow.isRunning() && id != null) {
            conversations.show(conversations.tree().branch(id, turn.edited(text)));
        }
    }

    @Override
    public void again(AnswerTurn turn) {
        Integer id = conversations.tree().idOf(turn);
        if (!flow.isRunning() && id != null) {
            flow.ask(conversations.tree(), conversations.tree().entries().get(id).parent());
        }
    }

    @Override
    public void againWithout(AnswerTurn turn, String member) {
        settings.unset(member);
        again(turn);
    }

    /** Makes an answer to a conversation, such as a sample, a branch of this one. */
    void keep(List<Turn> prompt, AnswerTurn answer) {
        ConversationTree<Turn> tree = conversations.tree();
        int after = ConversationTree.START;
        for (Turn turn : prompt) {
            Integer known = tree.idOf(turn);
            if (known == null) {
                tree = tree.add(after, turn);
                known = tree.entries().size() - 1;
            }
            after = known;
        }
        Integer id = tree.idOf(answer);
        conversations.show(id == null ? tree.add(after, answer) : tree.choose(id));
        conversations.selectedProperty().set(answer);
    }

    /** The conversation that a sample answers: what is shown with the draft, or up to the last message when there is none. */
    List<Turn> promptToSample() {
        List<Turn> shown = new ArrayList<>(turns());
        if (!draft.isEmpty()) {
            shown.add(draft.turn());
            return shown;
        }
        while (!shown.isEmpty() && !(shown.getLast() instanceof UserTurn)) {
            shown.removeLast();
        }
        return shown;
    }

    /** Asks again for the last answer. */
    void retry() {
        AnswerTurn last = conversations.lastIfAnswer();
        if (last != null) {
            again(last);
        }
    }

    /** Ends what is coming in; what came so far stays. */
    void stop() {
        flow.stop();
    }

    @Override
    public void answer(AnswerTurn turn, int call, String text) {
        conversations.drafts().put(turn, call, "");
        turn.toolAnswers().put(call, ToolAnswer.byHand(text));
        conversations.changed();
        if (conversations.lastIfAnswer() == turn && turn.waiting().isEmpty() && !flow.isRunning()) {
            flow.ask(conversations.tree());
        }
    }

    @Override
    public void answerAgain(AnswerTurn turn, int call) {
        Integer id = conversations.tree().idOf(turn);
        if (!flow.isRunning() && id != null) {
            AnswerTurn waiting = turn.waitingFrom(call);
            ToolAnswer before = turn.toolAnswers().get(call);
            conversations.drafts().put(waiting, call, before == null ? "" : before.text());
            conversations.show(conversations.tree().branch(id, waiting));
        }
    }

    @Override
    public void answerAutomatically() {
        AnswerTurn last = conversations.lastIfAnswer();
        if (last != null && !last.waiting().isEmpty() && !flow.isRunning()) {
            flow.answerCalls(last);
        }
    }

    @Override
    public void continueFrom(AnswerTurn turn, int position, Alternative chosen) {
        Integer id = conversations.tree().idOf(turn);
        if (!flow.isRunning() && id != null && turn.request() != null) {
            flow.goOnFrom(id, new ForkPoint(turn.answer(), position, chosen), turn.request());
        }
    }

    /** Begins anew. The conversation before stays in the list; system prompt, tools and sampling stay set. */
    void newConversation() {
        flow.leave();
        conversations.begin();
    }

    /** Puts another conversation in front. */
    void open(int place) {
        flow.leave();
        conversations.open(place);
    }

    /** Forgets why the last message was not sent. */
    void clearProblem() {
        flow.refuse(null);
    }
}
