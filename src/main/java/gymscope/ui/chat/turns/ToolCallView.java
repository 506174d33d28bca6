package gymscope.ui.chat.turns;

import gymscope.parsing.ArgumentCheck;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ToolAnswer;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.SchemaBadge;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.Words;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool call of an answer: what is called, whether the arguments fit the tool's schema, where it stands in the tokens, and
 * its answer with who gave it.
 */
public final class ToolCallView extends StackPane {

    private static final int EDITOR_ROWS = 2;

    private final CallActions actions;
    private final AnswerTurn turn;
    private final int index;
    private final boolean narrow;
    private @Nullable ToolCallCard card;
    private String name = "";

    /** @param narrow whether it stands in a narrow column, and not in a row of the conversation */
    ToolCallView(CallActions actions, AnswerTurn turn, int index, boolean narrow) {
        this.actions = actions;
        this.narrow = narrow;
        this.turn = turn;
        this.index = index;
        turn.toolAnswers().addListener((MapChangeListener<Integer, ToolAnswer>) change -> {
            if (change.getKey() == index) {
                showAnswer();
            }
        });
    }

    /** Shows the call while it comes in. */
    void show(ToolCall call) {
        if (card == null || !name.equals(call.name())) {
            name = call.name();
            card = new ToolCallCard(call);
            getChildren().setAll(narrow ? card : new ChatRow(ChatRow.Role.TOOL_CALL, card));
        } else {
            card.showArguments(call.arguments());
        }
    }

    /** Shows what is known when the answer is whole. */
    void finish(ToolCall call) {
        show(call);
        ToolCallCard whole = Objects.requireNonNull(card);
        judge(whole, call);
        Span tokens = turn.answer().tokensOf(index);
        if (tokens != null && !narrow) {
            whole.tokens("%d–%d".formatted(tokens.start(), tokens.end() - 1), turn.answer().trace().scored() == 0
                    ? null
                    : Double.valueOf(Math.exp(turn.answer().trace().jointLogProbability(tokens))));
        }
        showAnswer();
    }

    /** Lays the arguments beside the schema that is offered now. */
    private void judge(ToolCallCard whole, ToolCall call) {
        List<JsonNode> offered = new ArrayList<>();
        if (actions.tools().problem() == null) {
            actions.tools().tools().forEach(offered::add);
        }
        ArgumentCheck.Result result = ArgumentCheck.of(call, offered);
        if (narrow) {
            HBox line = new HBox(SchemaBadge.of(result));
            line.getStyleClass().add("tool-badge");
            whole.detail(line);
        } else {
            whole.badge(SchemaBadge.of(result));
        }
        if (!result.isValid() && result.outcome() != ArgumentCheck.Outcome.UNKNOWN_TOOL) {
            for (ArgumentCheck.Problem problem : result.problems()) {
                whole.problem(Banner.danger(problem.pointer().isEmpty() ? "Arguments" : problem.pointer(), problem.sentence(), "",
                        null));
            }
        }
    }

    private void showAnswer() {
        ToolCallCard shown = card;
        if (shown == null) {
            return;
        }
        ToolAnswer answer = turn.toolAnswers().get(index);
        if (answer != null) {
            shown.answer(answer.text(), answeredBy(answer));
        } else if (turn.state() == AnswerTurn.State.DONE) {
            shown.answerEditor(editor());
        }
    }

    private Node[] answeredBy(ToolAnswer answer) {
        Runnable otherwise = () -> actions.answerAgain(turn, index);
        Label by = Words.label(answer.by(), "small", "medium");
        if (narrow) {
            return new Node[]{by, Words.space(), new IconButton("mdi2p-pencil-outline", "Answer otherwise", otherwise).small()};
        }
        List<Node> line = new ArrayList<>(List.of(Words.muted("Answered by"), by));
        if (answer.took() != null) {
            line.add(Words.label(Figures.duration(answer.took()), "code", "muted"));
        }
        line.add(Words.space());
        line.add(new ActionButton("Answer otherwise", null, otherwise).small().flat()
                .tip("Makes a branch in which the call waits again"));
        return line.toArray(Node[]::new);
    }

    private VBox editor() {
        TextArea text = new TextArea(actions.draft(turn, index));
        text.textProperty().subscribe((before, now) -> actions.keepDraft(turn, index, now));
        text.setPrefRowCount(EDITOR_ROWS);
        text.setWrapText(true);
        text.setPromptText("What " + name + " returns");
        text.setAccessibleText("Answer to the tool call " + name);
        text.getStyleClass().add("code");
        Runnable give = () -> actions.answer(turn, index, text.getText());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                event.consume();
                give.run();
            }
        });
        boolean last = turn.waiting().size() <= 1;
        Pane buttons = narrow
                ? new FlowPane()
                : new HBox(Words.muted("The model waits for what the tool returns."), Words.space());
        buttons.getStyleClass().add(narrow ? "tool-editor-flow" : "tool-editor-row");
        String other = actions.answering().summary();
        if (!other.isEmpty()) {
            buttons.getChildren().add(new ActionButton("Answer by " + other, "mdi2p-play", actions::answerAutomatically).small());
        }
        buttons.getChildren().add(
                new ActionButton(last && !narrow ? "Answer and continue" : "Answer", "mdi2s-send", give).small());
        VBox editor = new VBox(text, buttons);
        editor.getStyleClass().add("tool-editor");
        return editor;
    }
}
