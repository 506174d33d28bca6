package gymscope.ui.chat.turns;

import gymscope.tokens.Channel;
import gymscope.ui.chat.conversation.Answer;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.AnswerTurn.State;
import gymscope.ui.chat.conversation.TurnDrafts;
import gymscope.ui.controls.IconButton;
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
import javafx.scene.layout.VBox;

/** An answer: thinking, text, tool calls, and what went wrong. Selecting it opens its exchange. */
public final class AnswerView extends VBox implements TurnView {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final TurnActions actions;
    private final AnswerTurn turn;
    private final ExchangeOpener opener;
    private final OriginNote origin = new OriginNote();
    private final ReasoningView reasoning;
    private final ChatRow reasoningRow;
    private final AnswerText content;
    private final VBox said;
    private final ChatRow contentRow;
    private final BranchLine branches;
    private final List<ToolCallView> calls = new ArrayList<>();
    private boolean ended;

    /**
     * @param opener opens the answer's exchange
     */
    public AnswerView(TurnActions actions, AnswerTurn turn, ReadOnlyObjectProperty<AnswerText.Mode> mode,
            ExchangeOpener opener) {
        this.actions = actions;
        this.turn = turn;
        this.opener = opener;
        this.reasoning = new ReasoningView(mode);
        this.reasoningRow = new ChatRow(ChatRow.Role.REASONING, reasoning);
        this.content = new AnswerText(mode);
        this.said = new VBox(content);
        said.getStyleClass().add("said");
        this.contentRow = new ChatRow(ChatRow.Role.ASSISTANT, said,
                new IconButton("mdi2p-pencil-outline", "Edit as a branch", () -> showEditor(turn.answer().content())).small(),
                new IconButton("mdi2r-replay", "Ask once more, as a branch", () -> actions.again(turn)).small());
        this.branches = new BranchLine(actions, turn);
        getStyleClass().add("chat-turn");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        getChildren().addAll(origin, reasoningRow, contentRow, branches);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        actions.selectedProperty().subscribe(selected -> pseudoClassStateChanged(SELECTED, selected == turn));
        turn.originProperty().subscribe(origin::show);
        turn.answerProperty().subscribe(this::show);
        turn.stateProperty().subscribe(this::showState);
        String draft = actions.draft(turn, TurnDrafts.TEXT);
        if (!draft.isEmpty()) {
            showEditor(draft);
        }
    }

    @Override
    public void branchesChanged() {
        branches.update();
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
                actions.selectedProperty().set(turn);
                opener.offer(turn);
                return;
            }
        }
        select();
    }

    private void select() {
        requestFocus();
        actions.selectedProperty().set(turn);
        opener.open(turn);
    }

    private void show(Answer answer) {
        boolean thought = !answer.reasoning().isBlank();
        show(reasoningRow, thought);
        boolean streaming = turn.state() == State.STREAMING;
        if (thought) {
            reasoning.show(answer, streaming && answer.content().isEmpty() && answer.calls().isEmpty());
        }
        boolean nothingYet = !thought && answer.calls().isEmpty() && streaming;
        show(contentRow, !answer.content().isBlank() || nothingYet);
        content.show(answer.content(), answer.tokens(Channel.CONTENT), streaming && answer.calls().isEmpty());
        while (calls.size() > answer.calls().size()) {
            getChildren().remove(calls.removeLast());
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            if (i == calls.size()) {
                ToolCallView view = new ToolCallView(actions, turn, i, false);
                calls.add(view);
                getChildren().add(getChildren().indexOf(branches), view);
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
        AnswerText.Chooser chooser = turn.request() == null
                ? null
                : (position, chosen) -> actions.continueFrom(turn, position, chosen);
        content.setOnChoose(chooser);
        reasoning.setOnChoose(chooser);
        List<ToolCall> made = turn.answer().calls();
        for (int i = 0; i < made.size(); i++) {
            calls.get(i).finish(made.get(i));
        }
        boolean empty = turn.answer().isEmpty();
        show(contentRow, !turn.answer().content().isBlank());
        if (empty && state == State.DONE) {
            add(new ChatRow(ChatRow.Role.ASSISTANT, note("The answer is empty.")));
        }
        if (state == State.STOPPED) {
            add(new ChatRow(ChatRow.Role.ASSISTANT, note(empty ? "Stopped before the first token." : "Stopped here.")));
        }
        if (state == State.FAILED) {
            add(new FailureNote(actions, turn));
        }
    }

    private void add(Node node) {
        getChildren().add(getChildren().indexOf(branches), node);
    }

    private void closeEditor() {
        actions.keepDraft(turn, TurnDrafts.TEXT, "");
        said.getChildren().setAll(content);
    }

    private void showEditor(String draft) {
        TurnEditor editor = new TurnEditor(draft, "Keep as a branch", "The conversation goes on from the new text.",
                text -> actions.keepDraft(turn, TurnDrafts.TEXT, text), text -> {
                    closeEditor();
                    actions.edit(turn, text);
                }, this::closeEditor);
        said.getChildren().setAll(editor);
        editor.requestFocus();
    }

    private static Label note(String words) {
        Label note = Words.muted(words);
        note.getStyleClass().add("chat-note");
        return note;
    }

    private static void show(Node row, boolean shown) {
        row.setVisible(shown);
        row.setManaged(shown);
    }
}
