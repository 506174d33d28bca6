package gymscope.ui.rollouts;

import gymscope.rollouts.Trajectory.ToolStep;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A turn: its number, what was thought and said, the calls with their results, and how many tokens it took. */
final class TurnBlock extends HBox {

    private final Turn turn;

    TurnBlock(Turn turn) {
        this.turn = turn;
        getStyleClass().add("turn-block");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setAccessibleText(words(turn));
        Label number = Words.label(Integer.toString(turn.number()), "code", "muted", "turn-number");
        VBox parts = new VBox();
        parts.getStyleClass().add("turn-parts");
        HBox.setHgrow(parts, Priority.ALWAYS);
        getChildren().addAll(number, parts);
        String reasoning = turn.reasoning();
        if (reasoning != null) {
            parts.getChildren().add(Words.label(ToolStepWords.oneLine(reasoning), "small", "turn-reasoning"));
        }
        if (turn.text() != null) {
            if (turn.tools().isEmpty()) {
                parts.getChildren().add(Words.muted("Answer"));
            }
            parts.getChildren().add(Words.paragraph(turn.text().strip(), "small"));
        }
        for (ToolStep step : turn.tools()) {
            parts.getChildren().addAll(callLine(step), resultLine(step));
        }
        if (parts.getChildren().isEmpty()) {
            parts.getChildren().add(Words.muted("The model said nothing"));
        }
        addTokens(parts);
    }

    Turn turn() {
        return turn;
    }

    void setSelected(boolean selected) {
        getStyleClass().remove("selected");
        if (selected) {
            getStyleClass().add("selected");
        }
    }

    /** The count stands at the right of the first line. */
    private void addTokens(VBox parts) {
        int count = turn.tokens().size();
        Label tokens = Words.label(count == 0 ? "" : Figures.count(count) + " tok", "code", "muted");
        tokens.setMinWidth(USE_PREF_SIZE);
        Node first = parts.getChildren().removeFirst();
        if (first instanceof Region words) {
            words.setMaxWidth(Double.MAX_VALUE);
        }
        HBox line = new HBox(first, tokens);
        line.getStyleClass().add("turn-line");
        HBox.setHgrow(first, Priority.ALWAYS);
        parts.getChildren().addFirst(line);
    }

    private static Node callLine(ToolStep step) {
        Label name = Words.label(step.call().name(), "code-strong", "turn-call");
        name.setMinWidth(USE_PREF_SIZE);
        Label arguments = Words.label("(" + ToolStepWords.arguments(step) + ")", "code");
        return new HBox(name, arguments);
    }

    private static Label resultLine(ToolStep step) {
        Label line = Words.label("→ " + ToolStepWords.result(step), "code", step.failed() ? "turn-error" : "muted");
        line.setMaxWidth(Double.MAX_VALUE);
        return line;
    }

    private static String words(Turn turn) {
        StringBuilder words = new StringBuilder("Turn ").append(turn.number()).append(". ");
        words.append(turn.text() == null ? "" : turn.text());
        turn.tools().forEach(step -> words.append(" %s(%s) gave %s.".formatted(step.call().name(), ToolStepWords.arguments(step),
                ToolStepWords.result(step))));
        return words.toString();
    }
}
