package gymscope.ui.toolcalls.template;

import gymscope.templates.lint.Evidence;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.LinkButton;
import gymscope.ui.controls.Words;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import tools.jackson.databind.node.ArrayNode;

/** Two renderings of the smallest counter-example side by side, from shortly before the place where they differ. */
final class EvidenceView extends VBox {

    /**
     * @param take takes the counter-example's conversation
     */
    EvidenceView(Evidence evidence, Consumer<ArrayNode> take) {
        getStyleClass().add("evidence");
        GridPane sides = new GridPane();
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setHgrow(Priority.ALWAYS);
        sides.getColumnConstraints().setAll(half, half);
        boolean same = evidence.before().equals(evidence.after());
        sides.addRow(0, side(evidence.beforeLabel(), evidence.before(), evidence.difference(), same, "side-a"),
                side(evidence.afterLabel(), evidence.after(), evidence.difference(), same, "side-b"));
        HBox foot = new HBox(
                Words.muted(same
                        ? "Both are the same."
                        : "They differ from character %s on."
                                .formatted(Figures.count(evidence.difference()))),
                new LinkButton("Show this conversation", () -> take.accept(evidence.messages())));
        foot.getStyleClass().add("evidence-foot");
        getChildren().setAll(sides, foot);
    }

    private static VBox side(String name, String text, int difference, boolean equal, String styleClass) {
        VBox side = new VBox(Words.label(name, "small", "muted"));
        side.getStyleClass().addAll("evidence-side", styleClass);
        for (EvidenceLine line : EvidenceLine.around(text, difference)) {
            Label same = Words.label(line.same(), "code", "evidence-same");
            same.setMinWidth(line.here() ? USE_PREF_SIZE : 0);
            HBox shown = new HBox(Words.label(String.valueOf(line.number()), "evidence-number"), same);
            shown.getStyleClass().add("evidence-line");
            if (line.here() && !equal) {
                shown.getStyleClass().add("here");
            }
            if (!line.different().isEmpty() && !equal) {
                Label different = Words.label(line.different(), "code", "evidence-different");
                different.setMinWidth(0);
                shown.getChildren().add(different);
            }
            side.getChildren().add(shown);
        }
        side.setMinWidth(0);
        return side;
    }
}
