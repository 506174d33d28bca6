package gymscope.ui.chat;

import gymscope.client.Endpoint;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.Asker;
import gymscope.ui.chat.conversation.ChatRequest;
import gymscope.ui.chat.conversation.ConversationTree;
import gymscope.ui.chat.conversation.ForkPoint;
import gymscope.ui.chat.conversation.ToolRounds;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.conversation.UserTurn;
import gymscope.ui.chat.settings.ChatSettings;
import gymscope.wire.Fault;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the conversation in front forward, one answer at a time: asks, lets tool calls be answered where the settings say
 * so, asks again. UI thread only.
 */
final class AnswerFlow {

    private final Supplier<@Nullable Endpoint> endpoint;
    private final Asker asker;
    private final ChatSettings settings;
    private final Conversations conversations;
    private final ToolRounds rounds;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<@Nullable Fault> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private @Nullable Runnable stop;
    private long asked;

    AnswerFlow(Supplier<@Nullable Endpoint> endpoint, Asker asker, ChatSettings settings, Conversations conversations,
            ToolRounds rounds) {
        this.endpoint = endpoint;
        this.asker = asker;
        this.settings = settings;
        this.conversations = conversations;
        this.rounds = rounds;
    }

    /** Whether an answer is coming in, or tool calls are being answered for the user. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    boolean isRunning() {
        return running.get();
    }

    /** Why it did not go forward, null when it did. */
    ReadOnlyObjectProperty<@Nullable Fault> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Says why it does not go forward. */
    void refuse(@Nullable Fault fault) {
        problem.set(fault);
    }

    /** Asks for what comes at the end of what a tree shows; whether it could be asked. */
    boolean ask(ConversationTree<Turn> tree) {
        return ask(tree, tree.leaf());
    }

    /** Asks for what comes after a turn. The tree is only taken over when the request can be put together. */
    boolean ask(ConversationTree<Turn> tree, int after) {
        problem.set(null);
        try {
            Endpoint target = target();
            List<Turn> path = tree.pathTo(after).stream().map(ConversationTree.Entry::turn).toList();
            ChatRequest request = ChatRequest.of(target.model(), asker.knowledge().of(target), settings.request(), path);
            if (path.getLast() instanceof UserTurn) {
                rounds.restart();
            }
            AnswerTurn turn = new AnswerTurn(target.name());
            conversations.show(tree.add(after, turn));
            begin(turn, ended -> asker.ask(target, request, turn, ended));
            return true;
        } catch (Fault notSent) {
            problem.set(notSent);
            return false;
        }
    }

    /**
     * Goes on from a token, as a branch beside the answer.
     *
     * @param answer the answer's place in the tree
     * @param request the chat request that brought it
     */
    void goOnFrom(int answer, ForkPoint point, ObjectNode request) {
        problem.set(null);
        try {
            Endpoint target = target();
            AnswerTurn fresh = new AnswerTurn(target.name());
            List<Turn> said = conversations.tree().pathTo(answer).stream().map(ConversationTree.Entry::turn).toList();
            conversations.show(conversations.tree().branch(answer, fresh));
            begin(fresh,
                    ended -> asker.goOn(target, point, said, request, settings.templateProperty().get(), fresh, ended));
        } catch (Fault notSent) {
            problem.set(notSent);
        }
    }

    /** Lets the calls of the last answer be answered for the user, round after round. */
    void answerCalls(AnswerTurn turn) {
        problem.set(null);
        rounds.restart();
        round(turn);
    }

    /** Ends what is under way; what came so far stays. */
    void stop() {
        if (stop != null) {
            stop.run();
        }
    }

    /** Ends what is under way and has nothing more to do with it. */
    void leave() {
        stop();
        finish();
        problem.set(null);
    }

    private void begin(AnswerTurn turn, Function<Runnable, Runnable> start) {
        running.set(true);
        conversations.selectedProperty().set(turn);
        long mine = ++asked;
        stop = start.apply(() -> {
            conversations.changed();
            if (mine == asked) {
                finish();
                if (!turn.waiting().isEmpty() && conversations.lastIfAnswer() == turn && settings.answering().isAutomatic()) {
                    round(turn);
                }
            }
        });
    }

    /** One round: answers the calls, then asks again. */
    private void round(AnswerTurn turn) {
        try {
            running.set(true);
            stop = rounds.answer(turn, conversations.pathTo(turn), answers -> {
                finish();
                turn.toolAnswers().putAll(answers);
                ask(conversations.tree());
            }, fault -> {
                finish();
                problem.set(fault);
            });
        } catch (Fault bound) {
            finish();
            problem.set(bound);
        }
    }

    private void finish() {
        asked++;
        stop = null;
        running.set(false);
    }

    private Endpoint target() {
        Endpoint target = endpoint.get();
        if (target == null) {
            throw new Fault("No endpoint is chosen.", "Choose one at the top, or start a server.");
        }
        return target;
    }
}
