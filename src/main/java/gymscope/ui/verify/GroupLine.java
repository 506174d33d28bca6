package gymscope.ui.verify;

import gymscope.ui.controls.Icon;
import gymscope.ui.controls.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The head of a group of checks: its theme, the counts, the time; folds and unfolds the group. */
final class GroupLine extends HBox {

    private final StackPane chevron = new StackPane();
    private final Label title = Words.label("", "small", "medium");
    private final Label summary = Words.muted("");
    private final Label took = Words.label("", "code", "muted");
    private final Icon closed = Icon.small("mdi2c-chevron-right");
    private final Icon open = Icon.small("mdi2c-chevron-down");
    private CheckGroup group;

    GroupLine(CheckGroup group) {
        this.group = group;
        getStyleClass().add("group-line");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        took.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(chevron, title, summary, Words.space(), took);
    }

    CheckGroup group() {
        return group;
    }

    void show(CheckGroup newGroup, boolean selected, boolean folded) {
        group = newGroup;
        chevron.getChildren().setAll(folded ? closed : open);
        title.setText(group.theme().title());
        summary.setText(group.summary());
        took.setText(group.took());
        getStyleClass().remove("selected");
        if (selected) {
            getStyleClass().add("selected");
        }
        setAccessibleText("%s: %s, %s".formatted(group.theme().title(), group.summary(), folded ? "folded" : "unfolded"));
    }
}
