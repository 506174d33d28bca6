package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutState;
import gymscope.rollouts.Trajectory;
import gymscope.rollouts.Trajectory.Turn;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.KeyHint;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One rollout: the task, its turns, the reward and what the verifier found. */
final class TrajectoryPane extends BorderPane {

    private final TrajectoryModel model;
    private final PaneHeader header = new PaneHeader("Rollout");
    private final Label attempt = Words.label("", "muted");
    private final HBox figures = new HBox();
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final List<TurnBlock> blocks = new ArrayList<>();

    TrajectoryPane(RunModel run) {
        this.model = run.trajectory();
        getStyleClass().addAll("trajectory", "line-left");
        header.about(attempt).actions(new IconButton("mdi2c-chevron-up", "Previous rollout (K)", () -> run.step(-1)).small(),
                new IconButton("mdi2c-chevron-down", "Next rollout (J)", () -> run.step(1)).small());
        figures.getStyleClass().add("trajectory-figures");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("trajectory-scroll");
        scroll.setAccessibleRole(AccessibleRole.LIST_VIEW);
        scroll.setAccessibleText("Turns");
        scroll.setFocusTraversable(true);
        scroll.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox foot = new HBox(new KeyHint("Enter"), Words.muted("open the model call"), Words.space(), new KeyHint("J"),
                new KeyHint("K"), Words.muted("next, previous rollout"));
        foot.getStyleClass().add("trajectory-foot");
        setTop(new VBox(header, figures));
        setCenter(scroll);
        setBottom(foot);
        model.shownProperty().addListener((property, before, now) -> show(now));
        model.turnProperty().addListener((property, before, now) -> select(now));
        show(model.shownProperty().get());
    }

    private void show(TrajectoryModel.@Nullable Shown shown) {
        blocks.clear();
        content.getChildren().clear();
        figures.getChildren().clear();
        header.title().setText(shown == null ? "Rollout" : shown.title());
        attempt.setText(shown == null ? "" : shown.attempt());
        if (shown == null) {
            content.getChildren().add(note("Choose a rollout in the table."));
            return;
        }
        figures.getChildren().setAll(shown.figures().stream().map(TrajectoryPane::figure).toList());
        if (shown.summary().state() == RolloutState.FAILED) {
            content.getChildren().add(Banner.danger("Failed: %s.".formatted(shown.summary().failure()),
                    Objects.requireNonNullElse(shown.summary().message(), ""), "", null));
        } else if (!shown.note().isEmpty()) {
            content.getChildren().add(note(shown.note()));
        }
        Trajectory trajectory = shown.trajectory();
        if (trajectory != null) {
            showTurns(shown, trajectory);
        }
        scroll.setVvalue(0);
    }

    private void showTurns(TrajectoryModel.Shown shown, Trajectory trajectory) {
        if (!shown.task().isEmpty()) {
            Label task = Words.paragraph(shown.task(), "small", "trajectory-task");
            task.setMaxWidth(Double.MAX_VALUE);
            content.getChildren().add(task);
        }
        for (Turn turn : trajectory.turns()) {
            TurnBlock block = new TurnBlock(turn);
            block.setOnMouseClicked(event -> {
                scroll.requestFocus();
                model.turnProperty().set(turn);
                if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                    model.inspectTurn();
                }
            });
            blocks.add(block);
            content.getChildren().add(block);
        }
        if (shown.summary().state() == RolloutState.DONE) {
            addVerifier(shown);
        }
        select(model.turnProperty().get());
    }

    private void addVerifier(TrajectoryModel.Shown shown) {
        List<VerifierLine> lines = shown.verifier();
        VBox findings = new VBox();
        findings.getStyleClass().add("findings");
        lines.forEach(line -> findings.getChildren().add(finding(line)));
        if (lines.isEmpty()) {
            findings.getChildren().add(Words.muted("The verifier gave the reward alone."));
        }
        content.getChildren().addAll(new PaneHeader("Verifier").about(Words.label(checks(lines), "muted")), findings);
    }

    private static String checks(List<VerifierLine> lines) {
        long all = lines.stream().filter(line -> line.kind() != null).count();
        long passed = lines.stream().filter(line -> line.kind() == VerdictIcon.Kind.PASS).count();
        return all == 0 ? "" : "%d of %d %s".formatted(passed, all, all == 1 ? "check" : "checks");
    }

    private void select(@Nullable Turn turn) {
        for (TurnBlock block : blocks) {
            block.setSelected(block.turn().equals(turn));
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> model.stepTurn(-1);
            case DOWN -> model.stepTurn(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private static Node finding(VerifierLine line) {
        Label name = Words.paragraph(line.name(), "small");
        HBox row = new HBox();
        row.getStyleClass().add("finding");
        VerdictIcon.Kind kind = line.kind();
        if (kind == null) {
            name.getStyleClass().add("muted");
            name.setMinWidth(USE_PREF_SIZE);
            row.getChildren().addAll(name, Words.space(), Words.label(line.value(), "code"));
            return row;
        }
        VBox words = new VBox(name);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!line.value().isEmpty()) {
            words.getChildren().add(Words.paragraph(line.value(), "small", "muted"));
        }
        row.getChildren().addAll(new VerdictIcon(kind), words);
        return row;
    }

    private static Node figure(TrajectoryModel.Figure figure) {
        HBox pair = new HBox(Words.muted(figure.name()), Words.label(figure.value(), "code"));
        pair.getStyleClass().add("trajectory-figure");
        return pair;
    }

    private static Label note(String words) {
        return Words.paragraph(words, "small", "muted", "trajectory-note");
    }

}
