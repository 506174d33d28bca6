package gymscope.ui.chat.turns;

import gymscope.tokens.Channel;
import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** An answer in a narrow column: thinking, text, tool calls, what went wrong, what was altered. */
public final class CompactAnswer extends VBox {

    private final CallActions actions;
    private final AnswerTurn turn;
    private final ReasoningView reasoning;
    private final AnswerText content;
    private final List<ToolCallView> calls = new ArrayList<>();
    private boolean ended;

    /** @param actions what can be done at its tool calls */
    public CompactAnswer(CallActions actions, AnswerTurn turn, ReadOnlyObjectProperty<AnswerText.Mode> mode) {
        this.actions = actions;
        this.turn = turn;
        this.reasoning = new ReasoningView(mode);
        this.content = new AnswerText(mode);
        getStyleClass().add("compact-answer");
        getChildren().addAll(reasoning, content);
        turn.answerProperty().subscribe(this::show);
        turn.stateProperty().subscribe(this::showState);
    }

    private void show(Answer answer) {
        boolean streaming = turn.state() == State.STREAMING;
        boolean thought = !answer.reasoning().isBlank();
        reasoning.setVisible(thought);
        reasoning.setManaged(thought);
        if (thought) {
            reasoning.show(answer, streaming && answer.content().isEmpty());
        }
        boolean nothingYet = streaming && !thought && answer.calls().isEmpty();
        content.setVisible(!answer.content().isBlank() || nothingYet);
        content.setManaged(content.isVisible());
        content.show(answer.content(), answer.tokens(Channel.CONTENT), streaming && answer.calls().isEmpty());
        for (int i = 0; i < answer.calls().size(); i++) {
            if (i == calls.size()) {
                calls.add(new ToolCallView(actions, turn, i, true));
                getChildren().add(calls.getLast());
            }
            calls.get(i).show(answer.calls().get(i));
        }
    }

    private void showState(State state) {
        if (ended || state == State.STREAMING) {
            return;
        }
        ended = true;
        show(turn.answer());
        for (int i = 0; i < calls.size(); i++) {
            calls.get(i).finish(turn.answer().calls().get(i));
        }
        if (state == State.FAILED) {
            getChildren().add(Banner.danger("Failed.", turn.failure(), "", null));
        } else if (turn.answer().isEmpty()) {
            getChildren().add(Words.muted(state == State.STOPPED ? "Stopped before the first token." : "The answer is empty."));
        } else if (state == State.STOPPED) {
            getChildren().add(Words.muted("Stopped here."));
        }
        if (!turn.remarks().isEmpty()) {
            FlowPane badges = new FlowPane();
            badges.getStyleClass().add("compact-badges");
            turn.remarks().forEach(remark -> badges.getChildren().add(FactsLine.badge(remark)));
            getChildren().add(badges);
        }
    }
}
