package gymscope.ui.servers;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;

/** The head server in one line: where it answers, or why it does not and the one thing to do about it. */
final class HeadLine extends VBox {

    private final ServersModel model;
    private final StateDot dot = new StateDot(StateDot.State.STOPPED);
    private final Label address = Words.label("", "code");
    private final Label words = Words.label("", "small");
    private final IconButton copy = new IconButton("mdi2l-link-variant", "Copy URL of the head server", this::copyUrl).small();
    private final ActionButton again;

    HeadLine(ServersModel model) {
        this.model = model;
        getStyleClass().addAll("head-line", "line-top");
        again = new ActionButton("Try again", "mdi2r-restart", model::openHeadAgain).small();
        copy.managedProperty().bind(copy.visibleProperty());
        again.managedProperty().bind(again.visibleProperty());
        address.managedProperty().bind(address.visibleProperty());
        address.setMinWidth(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        getChildren().add(new PaneHeader("Head server").lead(dot).about(address, words).actions(copy, again));
        model.headProperty().subscribe(this::show);
    }

    private void show(HeadRow head) {
        boolean running = head.state() == StateDot.State.RUNNING;
        setVisible(head.isThere());
        dot.stateProperty().set(head.state());
        address.setText(head.address());
        address.setVisible(running);
        words.setText(head.words());
        words.setTooltip(new Tooltip((head.words() + " " + head.hint()).strip()));
        words.getStyleClass().removeAll("muted", "field-problem");
        words.getStyleClass().add(running ? "muted" : "field-problem");
        copy.setVisible(running);
        again.setVisible(head.state() == StateDot.State.FAILED);
    }

    private void copyUrl() {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, model.headProperty().get().url()));
    }
}
