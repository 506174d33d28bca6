package gymscope.ui.servers;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The right part of a server's row: its counts and its actions, or why it does not run and the one thing to do about it.
 * The parts of a row are made anew only when its state changes.
 */
final class WorkCell extends HBox {

    /** The least width in px at which counts and actions have room. */
    static final double LEAST = 380;

    private static final PseudoClass ABSENT = PseudoClass.getPseudoClass("absent");
    private static final PseudoClass LOUD = PseudoClass.getPseudoClass("loud");
    private static final List<String> TITLES = List.of("Requests", "In flight", "tok/s", "429s");

    /** What the cell is made of. */
    private record Shape(String name, StateDot.State state, boolean figures, String reason) {}

    private final ServerActions actions;
    private final List<Label> numbers = TITLES.stream().map(title -> Words.label("", "work-number", "code")).toList();
    private @Nullable Shape shape;
    private @Nullable ServerRow row;

    WorkCell(ServerActions actions) {
        this.actions = actions;
        getStyleClass().add("work-cell");
    }

    /** The titles over the counts. */
    static HBox header() {
        HBox header = new HBox();
        header.getStyleClass().add("work-header");
        TITLES.forEach(title -> header.getChildren().add(Words.label(title, "work-number")));
        return header;
    }

    void show(ServerRow newRow) {
        row = newRow;
        Shape now = new Shape(newRow.name(), newRow.state(), newRow.hasFigures(), newRow.reason());
        if (!now.equals(shape)) {
            shape = now;
            getChildren().setAll(newRow.hasFigures() ? figuresAndActions(newRow) : reasonAndAction(newRow));
        }
        if (newRow.hasFigures()) {
            number(0, Figures.count(newRow.figures().requests()));
            number(1, newRow.isRunning() ? Figures.count(newRow.figures().inFlight()) : Figures.UNKNOWN);
            number(2, rate(newRow));
            number(3, Figures.count(newRow.figures().tooMany()));
            numbers.get(3).pseudoClassStateChanged(LOUD, newRow.figures().tooMany() > 0);
        }
    }

    private static String rate(ServerRow row) {
        boolean known = row.isRunning() && row.figures().tokens() > 0;
        return known ? Figures.count(Math.round(row.figures().tokensPerSecond())) : Figures.UNKNOWN;
    }

    private void number(int index, String text) {
        Label label = numbers.get(index);
        label.setText(text);
        label.pseudoClassStateChanged(ABSENT, text.equals("0") || text.equals(Figures.UNKNOWN));
    }

    private List<Node> figuresAndActions(ServerRow shown) {
        String name = shown.name();
        List<Node> parts = new ArrayList<>(numbers);
        parts.add(Words.space());
        if (shown.isRunning()) {
            parts.add(icon("mdi2s-stop", "Stop " + name, () -> actions.stop(name)));
            parts.add(icon("mdi2r-restart", "Restart " + name, () -> actions.restart(name)));
            parts.add(icon("mdi2l-link-variant", "Copy URL of " + name, () -> {
                if (row != null) {
                    actions.copyUrl(row);
                }
            }));
        } else {
            parts.add(icon("mdi2p-play-outline", "Start " + name, () -> actions.start(name)));
            parts.add(icon("mdi2t-trash-can-outline", "Remove " + name, () -> actions.remove(name)));
        }
        return parts;
    }

    private List<Node> reasonAndAction(ServerRow shown) {
        String name = shown.name();
        boolean starting = shown.state() == StateDot.State.STARTING;
        Label reason = Words.label(starting ? "Getting ready" : shown.reason(), "small", "work-reason");
        reason.getStyleClass().add(shown.state() == StateDot.State.FAILED ? "field-problem" : "muted");
        if (!starting) {
            reason.setTooltip(new Tooltip((shown.reason() + " " + shown.hint()).strip()));
        }
        reason.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(reason, Priority.ALWAYS);
        List<Node> parts = new ArrayList<>(List.of(reason));
        if (starting) {
            parts.add(new ActionButton("Cancel", "mdi2c-close", () -> actions.stop(name)).small());
        } else {
            if (shown.startable()) {
                parts.add(new ActionButton("Start again", "mdi2r-restart", () -> actions.start(name)).small());
            }
            parts.add(icon("mdi2t-trash-can-outline", "Remove " + name, () -> actions.remove(name)));
        }
        return parts;
    }

    private static IconButton icon(String code, String name, Runnable action) {
        return new IconButton(code, name, action).small();
    }
}
