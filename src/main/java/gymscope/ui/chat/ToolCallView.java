package gymscope.ui.chat;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Badge;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.Words;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.List;
import java.util.Objects;
import javafx.collections.MapChangeListener;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A tool call of an answer: what is called, where it stands in the tokens, and the place to answer it by hand. */
final class ToolCallView extends StackPane {

    private static final int EDITOR_ROWS = 2;

    private final ChatModel model;
    private final AnswerTurn turn;
    private final int index;
    private @Nullable ToolCallCard card;
    private String name = "";

    ToolCallView(ChatModel model, AnswerTurn turn, int index) {
        this.model = model;
        this.turn = turn;
        this.index = index;
        turn.toolAnswers().addListener((MapChangeListener<Integer, String>) change -> {
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
            getChildren().setAll(new ChatRow(ChatRow.Role.TOOL_CALL, card));
        } else {
            card.showArguments(call.arguments());
        }
    }

    /** Shows what is known when the answer is whole. */
    void finish(ToolCall call) {
        show(call);
        ToolCallCard whole = Objects.requireNonNull(card);
        List<String> offered = model.tools().names();
        if (!offered.isEmpty() && !offered.contains(call.name())) {
            whole.badge(Badge.warning("no such tool"));
        }
        Span tokens = turn.answer().tokensOf(index);
        if (tokens != null) {
            whole.tokens("%d–%d".formatted(tokens.start(), tokens.end() - 1), turn.answer().trace().scored() == 0
                    ? null
                    : Double.valueOf(Math.exp(turn.answer().trace().jointLogProbability(tokens))));
        }
        Fault problem = problemOf(call.arguments());
        if (problem != null) {
            whole.problem(Banner.danger("The arguments are not JSON.", problem.sentence(), "", null));
        }
        showAnswer();
    }

    private void showAnswer() {
        ToolCallCard shown = card;
        if (shown == null) {
            return;
        }
        String answer = turn.toolAnswers().get(index);
        if (answer != null) {
            shown.answer(answer, Words.muted("Answered by"), Words.label("you", "small"));
        } else if (turn.state() == AnswerTurn.State.DONE) {
            shown.answerEditor(editor());
        }
    }

    private VBox editor() {
        TextArea text = new TextArea();
        text.setPrefRowCount(EDITOR_ROWS);
        text.setWrapText(true);
        text.setPromptText("What " + name + " returns");
        text.setAccessibleText("Answer to the tool call " + name);
        text.getStyleClass().add("code");
        Runnable give = () -> model.answer(turn, index, text.getText());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                event.consume();
                give.run();
            }
        });
        boolean last = turn.waiting().size() <= 1;
        HBox buttons = new HBox(Words.muted("The model waits for what the tool returns."), Words.space(),
                new ActionButton(last ? "Answer and continue" : "Answer", "mdi2s-send", give).small());
        buttons.getStyleClass().add("tool-editor-row");
        VBox editor = new VBox(text, buttons);
        editor.getStyleClass().add("tool-editor");
        return editor;
    }

    private static @Nullable Fault problemOf(String arguments) {
        try {
            Json.parse(arguments);
            return null;
        } catch (Fault problem) {
            return problem;
        }
    }
}
