package gymscope.ui.rollouts;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

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
        if (!turn.reasoning().isEmpty()) {
            Label thought = Words.label(oneLine(turn.reasoning()), "small", "turn-reasoning");
            parts.getChildren().add(thought);
        }
        if (!turn.text().isEmpty()) {
            if (turn.calls().isEmpty()) {
                parts.getChildren().add(Words.muted("Answer"));
            }
            parts.getChildren().add(Words.paragraph(turn.text(), "small"));
        }
        for (ToolUse call : turn.calls()) {
            parts.getChildren().addAll(callLine(call), resultLine(call));
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
        Label tokens = Words.label(turn.tokens() == null ? "" : Figures.count(turn.tokens()) + " tok", "code", "muted",
                "turn-tokens");
        Node first = parts.getChildren().removeFirst();
        HBox line = new HBox(first, tokens);
        line.getStyleClass().add("turn-line");
        HBox.setHgrow(first, Priority.ALWAYS);
        parts.getChildren().addFirst(line);
    }

    private static Label callLine(ToolUse call) {
        Text name = new Text(call.name());
        name.getStyleClass().add("turn-call-name");
        Text arguments = new Text("(" + call.shortArguments() + ")");
        arguments.getStyleClass().add("turn-call-arguments");
        Label line = new Label();
        line.getStyleClass().add("turn-call");
        line.setGraphic(new TextFlow(name, arguments));
        line.setMaxWidth(Double.MAX_VALUE);
        return line;
    }

    private static Label resultLine(ToolUse call) {
        Label line = Words.label("→ " + call.shortResult(), "code", call.failed() ? "turn-error" : "muted");
        line.setMaxWidth(Double.MAX_VALUE);
        return line;
    }

    private static String words(Turn turn) {
        StringBuilder words = new StringBuilder("Turn ").append(turn.number()).append(". ");
        words.append(turn.text());
        turn.calls().forEach(
                call -> words.append(" %s(%s) gave %s.".formatted(call.name(), call.shortArguments(), call.shortResult())));
        return words.toString();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
