package gymscope.ui.servers;

import gymscope.servers.ServerFigures;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramMetrics;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.StateDot;
import gymscope.ui.controls.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
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
    static final double LEAST = 508;

    private static final PseudoClass ABSENT = PseudoClass.getPseudoClass("absent");
    private static final PseudoClass LOUD = PseudoClass.getPseudoClass("loud");
    private static final List<String> TITLES = List.of("Requests", "In flight", "tok/s", "Added p50", "p99", "429s");
    private static final int LOUD_COLUMN = TITLES.size() - 1;

    /** What the cell is made of. */
    private record Shape(String name, StateDot.State state, boolean figures, String reason, String doing,
            @Nullable Path logFolder) {}

    private final ServerActions actions;
    private final List<Label> numbers = TITLES.stream().map(title -> Words.label("", "work-number", classOf(title), "code"))
            .toList();
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
        TITLES.forEach(title -> header.getChildren().add(Words.label(title, "work-number", classOf(title))));
        return header;
    }

    /** The style class of a column's cells, which sets its width. */
    private static String classOf(String title) {
        return "work-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    void show(ServerRow newRow) {
        row = newRow;
        Shape now = new Shape(newRow.name(), newRow.state(), newRow.hasFigures(), newRow.reason(), newRow.doing(),
                newRow.logFolder());
        if (!now.equals(shape)) {
            shape = now;
            getChildren().setAll(newRow.hasFigures() ? figuresAndActions(newRow) : reasonAndAction(newRow));
        }
        if (newRow.hasFigures()) {
            List<String> texts = newRow.program() == null ? counted(newRow) : told(newRow.program());
            for (int i = 0; i < texts.size(); i++) {
                number(i, texts.get(i));
            }
            numbers.get(LOUD_COLUMN).pseudoClassStateChanged(LOUD, newRow.figures().tooMany() > 0);
            String waits = newRow.program() == null ? String.join("\n", newRow.waits()) : waiting(newRow.program());
            numbers.get(1).setTooltip(waits.isEmpty() ? null : new Tooltip(waits));
            numbers.get(1).pseudoClassStateChanged(LOUD, !waits.isEmpty());
        }
    }

    private static List<String> counted(ServerRow row) {
        ServerFigures figures = row.figures();
        return List.of(Figures.count(figures.requests()),
                row.isRunning() ? Figures.count(figures.inFlight()) : Figures.UNKNOWN, rate(row), row.p50(), row.p99(),
                Figures.count(figures.tooMany()));
    }

    /** Of an external program only what it tells itself. */
    private static List<String> told(ProgramFigures program) {
        if (!(program instanceof Told(ProgramMetrics metrics, double rate))) {
            return Collections.nCopies(TITLES.size(), Figures.UNKNOWN);
        }
        return List.of(LiveFact.count(metrics.answered()), LiveFact.count(metrics.running()),
                metrics.generatedTokens() == null ? Figures.UNKNOWN : Figures.count(Math.round(rate)), Figures.UNKNOWN,
                Figures.UNKNOWN, Figures.UNKNOWN);
    }

    private static String waiting(ProgramFigures program) {
        boolean some = program instanceof Told told && told.metrics().waiting() != null && told.metrics().waiting() > 0;
        return some ? LiveFact.waiting(program) : "";
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
        }
        parts.add(more(name));
        return parts;
    }

    private List<Node> reasonAndAction(ServerRow shown) {
        String name = shown.name();
        boolean starting = shown.state() == StateDot.State.STARTING;
        Label reason = Words.label(starting ? doing(shown) : shown.reason(), "small", "work-reason");
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
                if (shown.logFolder() != null) {
                    parts.add(new ActionButton("Open log folder", "mdi2f-folder-outline", () -> actions.openLogFolder(shown))
                            .small());
                }
                parts.add(new ActionButton("Start again", "mdi2r-restart", () -> actions.start(name)).small());
            }
            parts.add(more(name));
        }
        return parts;
    }

    private static String doing(ServerRow starting) {
        return starting.doing().isEmpty() ? "Getting ready" : starting.doing();
    }

    private IconButton more(String name) {
        IconButton[] button = new IconButton[1];
        button[0] = icon("mdi2d-dots-horizontal", "More for " + name, () -> {
            if (row != null) {
                menu(row).show(button[0], Side.BOTTOM, 0, 2);
            }
        });
        return button[0];
    }

    private ContextMenu menu(ServerRow shown) {
        String name = shown.name();
        ContextMenu menu = new ContextMenu();
        if (shown.isRunning()) {
            menu.getItems().add(item("Copy URL", "mdi2l-link-variant", () -> actions.copyUrl(shown)));
            menu.getItems().add(item("Copy env.yaml lines", "mdi2c-content-copy", () -> actions.copyEnvironment(shown)));
        }
        menu.getItems().add(item("Open configuration", "mdi2f-file-cog-outline", () -> actions.openConfig(name)));
        menu.getItems().add(item("Open log", "mdi2t-text-box-outline", () -> actions.openLog(name)));
        if (shown.isRunning()) {
            menu.getItems().add(item("Restart", "mdi2r-restart", () -> actions.restart(name)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item("Remove", "mdi2t-trash-can-outline", () -> actions.remove(name)));
        return menu;
    }

    private static MenuItem item(String words, String icon, Runnable action) {
        MenuItem item = new MenuItem(words, Icon.small(icon));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static IconButton icon(String code, String name, Runnable action) {
        return new IconButton(code, name, action).small();
    }
}
