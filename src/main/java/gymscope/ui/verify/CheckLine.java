package gymscope.ui.verify;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A check: icon, name, evidence and time; under them, when it is open, why it matters and what to change. */
final class CheckLine extends VBox {

    private final VerdictIcon icon = new VerdictIcon(VerdictIcon.Kind.WAITING);
    private final Label name = Words.label("", "check-name");
    private final Label evidence = Words.muted("");
    private final Label took = Words.label("", "code", "muted");
    private final Label why = Words.paragraph("", "small");
    private final Label fix = Words.paragraph("", "code", "check-fix");
    private final Label fixWord = Words.muted("Fix");
    private final ActionButton copy;
    private final HBox actions;
    private final VBox more;
    private CheckRow row;

    /**
     * @param again asks the check again
     */
    CheckLine(CheckRow row, Runnable again) {
        this.row = row;
        getStyleClass().add("check-line");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        name.setTextOverrun(OverrunStyle.ELLIPSIS);
        HBox head = new HBox(icon, name, evidence, Words.space(), took);
        head.getStyleClass().add("check-head");
        HBox.setHgrow(evidence, Priority.SOMETIMES);
        took.setMinWidth(USE_PREF_SIZE);
        fixWord.setMinWidth(USE_PREF_SIZE);
        copy = new ActionButton("Copy", "mdi2c-content-copy",
                () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, this.row.fix()))).small();
        ActionButton repeat = new ActionButton("Run again", "mdi2r-replay", again).small();
        actions = new HBox(fixWord, fix, copy, repeat);
        actions.getStyleClass().add("check-actions");
        more = new VBox(why, actions);
        more.getStyleClass().add("check-more");
        getChildren().addAll(head, more);
    }

    CheckRow row() {
        return row;
    }

    void show(CheckRow newRow, boolean selected, boolean open) {
        row = newRow;
        icon.kindProperty().set(row.kind());
        name.setText(row.check().title());
        evidence.setText(row.evidence());
        took.setText(row.took());
        why.setText(row.why());
        fix.setText(row.fix());
        boolean hasFix = !row.fix().isEmpty();
        for (Node part : List.of(fixWord, fix, copy)) {
            part.setVisible(hasFix);
            part.setManaged(hasFix);
        }
        more.setVisible(open);
        more.setManaged(open);
        set("selected", selected);
        set("waiting", row.kind() == VerdictIcon.Kind.WAITING);
        name.getStyleClass().remove("medium");
        if (selected) {
            name.getStyleClass().add("medium");
        }
        setAccessibleText("%s: %s. %s %s".formatted(row.check().title(), row.kind().word(), row.evidence(), row.why()));
    }

    private void set(String styleClass, boolean on) {
        getStyleClass().remove(styleClass);
        if (on) {
            getStyleClass().add(styleClass);
        }
    }
}
