package gymscope.ui.toolcalls.template;

import gymscope.templates.lint.Evidence;
import gymscope.templates.lint.Finding;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Words;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import tools.jackson.databind.node.ArrayNode;

/** A finding: icon, name and sentence; open, the whole sentence, what to do, and the two renderings that show it. */
final class FindingLine extends VBox {

    private final Finding finding;
    private final boolean open;

    /**
     * @param where what it was found in, empty for the template itself
     * @param open whether it shows all
     * @param turn opens or closes it
     * @param take takes the conversation of its evidence
     */
    FindingLine(Finding finding, String where, boolean open, Runnable turn, Consumer<ArrayNode> take) {
        this.finding = finding;
        this.open = open;
        getStyleClass().add("finding");
        if (open) {
            getStyleClass().add("open");
        }
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText("%s: %s %s".formatted(finding.severity().name().toLowerCase(Locale.ROOT), finding.sentence(),
                finding.hint()));
        setFocusTraversable(true);
        Label name = Words.label(finding.id(), "code", "finding-name");
        name.setMinWidth(USE_PREF_SIZE);
        Label sentence = Words.muted(open ? "" : finding.sentence());
        sentence.setMinWidth(0);
        HBox head = new HBox(icon(), name, sentence, Words.space(), Icon.small(open ? "mdi2c-chevron-up" : "mdi2c-chevron-down"));
        head.getStyleClass().add("finding-head");
        if (!where.isEmpty()) {
            Label place = Words.label(where, "small", "medium");
            place.setMinWidth(USE_PREF_SIZE);
            head.getChildren().add(2, place);
        }
        head.setOnMouseClicked(event -> turn.run());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getTarget() == this && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                turn.run();
                event.consume();
            }
        });
        getChildren().add(head);
        if (open) {
            getChildren().add(details(take));
        }
    }

    private VBox details(Consumer<ArrayNode> take) {
        VBox details = new VBox(Words.paragraph(finding.sentence(), "small"), Words.paragraph(finding.hint(), "small", "muted"));
        details.getStyleClass().add("finding-details");
        Evidence evidence = finding.evidence();
        if (evidence != null) {
            details.getChildren().add(new EvidenceView(evidence, take));
        }
        return details;
    }

    private Icon icon() {
        return switch (finding.severity()) {
            case ERROR -> Icon.of("mdi2c-close-circle").tone(Tone.FAIL);
            case WARNING -> Icon.of("mdi2a-alert").tone(Tone.WARN);
            case NOTE -> Icon.of("mdi2i-information-outline").tone(Tone.INFO);
        };
    }

    /** Whether it shows all. */
    boolean isOpen() {
        return open;
    }
}
