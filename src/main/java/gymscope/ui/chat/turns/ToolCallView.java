package gymscope.ui.chat.turns;

import gymscope.parsing.ArgumentCheck;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.ToolAnswer;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Badge;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.ToolCallCard;
import gymscope.ui.controls.Words;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
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

    private final TurnActions actions;
    private final AnswerTurn turn;
    private final int index;
    private @Nullable ToolCallCard card;
    private String name = "";

    ToolCallView(TurnActions actions, AnswerTurn turn, int index) {
        this.actions = actions;
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
            getChildren().setAll(new ChatRow(ChatRow.Role.TOOL_CALL, card));
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
        if (tokens != null) {
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
        switch (result.outcome()) {
            case VALID -> whole.badge(new Badge("matches the schema", Tone.PASS, "mdi2c-check"));
            case NO_SCHEMA -> whole.badge(new Badge("no schema", Tone.NEUTRAL, null));
            case UNKNOWN_TOOL -> whole.badge(Badge.warning("no such tool"));
            case UNUSABLE_SCHEMA -> whole.badge(Badge.warning("schema not usable"));
            case INVALID -> whole
                    .badge(new Badge(Figures.count(result.problems().size(), "schema error", "schema errors"), Tone.FAIL,
                            "mdi2c-close-circle"));
            case NO_OBJECT -> whole.badge(new Badge("no JSON object", Tone.FAIL, "mdi2c-close-circle"));
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
            List<Node> line = new ArrayList<>(
                    List.of(Words.muted("Answered by"), Words.label(answer.by(), "small", "medium")));
            if (answer.took() != null) {
                line.add(Words.label(Figures.duration(answer.took()), "code", "muted"));
            }
            line.add(Words.space());
            line.add(new ActionButton("Answer otherwise", null, () -> actions.answerAgain(turn, index)).small().flat()
                    .tip("Makes a branch in which the call waits again"));
            shown.answer(answer.text(), line.toArray(Node[]::new));
        } else if (turn.state() == AnswerTurn.State.DONE) {
            shown.answerEditor(editor());
        }
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
        HBox buttons = new HBox(Words.muted("The model waits for what the tool returns."), Words.space());
        buttons.getStyleClass().add("tool-editor-row");
        String other = actions.answering().summary();
        if (!other.isEmpty()) {
            buttons.getChildren().add(new ActionButton("Answer by " + other, "mdi2p-play", actions::answerAutomatically).small());
        }
        buttons.getChildren().add(new ActionButton(last ? "Answer and continue" : "Answer", "mdi2s-send", give).small());
        VBox editor = new VBox(text, buttons);
        editor.getStyleClass().add("tool-editor");
        return editor;
    }
}
