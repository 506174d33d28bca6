package gymscope.ui.chat;

import gymscope.tokens.Channel;
import gymscope.ui.chat.AnswerTurn.State;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** An answer: thinking, text, tool calls, and what went wrong. Selecting it opens its exchange. */
final class AnswerView extends VBox {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final ChatModel model;
    private final AnswerTurn turn;
    private final ExchangeOpener opener;
    private final ReasoningView reasoning;
    private final ChatRow reasoningRow;
    private final AnswerText content;
    private final ChatRow contentRow;
    private final List<ToolCallView> calls = new ArrayList<>();
    private boolean ended;

    /**
     * @param opener opens the answer's exchange
     */
    AnswerView(ChatModel model, AnswerTurn turn, ReadOnlyObjectProperty<AnswerText.Mode> mode, ExchangeOpener opener) {
        this.model = model;
        this.turn = turn;
        this.opener = opener;
        this.reasoning = new ReasoningView(mode);
        this.reasoningRow = new ChatRow(ChatRow.Role.REASONING, reasoning);
        this.content = new AnswerText(mode);
        this.contentRow = new ChatRow(ChatRow.Role.ASSISTANT, content);
        getStyleClass().add("chat-turn");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        getChildren().addAll(reasoningRow, contentRow);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        model.selectedProperty().subscribe(selected -> pseudoClassStateChanged(SELECTED, selected == turn));
        turn.answerProperty().subscribe(this::show);
        turn.stateProperty().subscribe(this::showState);
    }

    private void key(KeyEvent event) {
        if (event.getTarget() != this) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            select();
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, turn.answer().content()));
            event.consume();
        }
    }

    /** A click on a token, a button or a field has a meaning of its own; on anything else it opens the exchange. */
    private void clicked(MouseEvent event) {
        for (Node at = (Node) event.getTarget(); at != null && !at.equals(this); at = at.getParent()) {
            if (at instanceof TokenSurface || at instanceof ButtonBase || at instanceof TextInputControl) {
                model.selectedProperty().set(turn);
                opener.offer(turn);
                return;
            }
        }
        select();
    }

    private void select() {
        requestFocus();
        model.selectedProperty().set(turn);
        opener.open(turn);
    }

    private void show(Answer answer) {
        boolean thought = !answer.reasoning().isBlank();
        show(reasoningRow, thought);
        if (thought) {
            reasoning.show(answer, turn.state() == State.STREAMING && answer.content().isEmpty() && answer.calls().isEmpty());
        }
        boolean said = !answer.content().isBlank();
        boolean nothingYet = !thought && answer.calls().isEmpty() && turn.state() == State.STREAMING;
        show(contentRow, said || nothingYet);
        content.show(answer.content(), answer.tokens(Channel.CONTENT),
                turn.state() == State.STREAMING && answer.calls().isEmpty());
        for (int i = 0; i < answer.calls().size(); i++) {
            if (i == calls.size()) {
                ToolCallView view = new ToolCallView(model, turn, i);
                calls.add(view);
                getChildren().add(view);
            }
            calls.get(i).show(answer.calls().get(i));
        }
        setAccessibleText("Assistant: " + answer.content());
    }

    private void showState(State state) {
        if (ended || state == State.STREAMING) {
            return;
        }
        ended = true;
        show(turn.answer());
        List<ToolCall> made = turn.answer().calls();
        for (int i = 0; i < made.size(); i++) {
            calls.get(i).finish(made.get(i));
        }
        boolean empty = turn.answer().isEmpty();
        show(contentRow, !turn.answer().content().isBlank());
        if (empty && state == State.DONE) {
            getChildren().add(new ChatRow(ChatRow.Role.ASSISTANT, note("The answer is empty.")));
        }
        if (state == State.STOPPED) {
            getChildren().add(new ChatRow(ChatRow.Role.ASSISTANT,
                    note(empty ? "Stopped before the first token." : "Stopped here.")));
        }
        if (state == State.FAILED) {
            Banner banner = Banner.danger("The request to %s failed.".formatted(turn.endpoint()), turn.failure(), "",
                    new ActionButton("Ask again", "mdi2r-replay", model::retry).small());
            StackPane place = new StackPane(banner);
            place.getStyleClass().add("chat-failure");
            getChildren().add(place);
        }
    }

    private static Label note(String words) {
        Label note = Words.muted(words);
        note.getStyleClass().add("chat-note");
        return note;
    }

    private static void show(ChatRow row, boolean shown) {
        row.setVisible(shown);
        row.setManaged(shown);
    }
}
