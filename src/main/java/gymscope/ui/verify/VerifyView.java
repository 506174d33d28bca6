package gymscope.ui.verify;

import gymscope.client.Endpoint;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Icon;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.Words;
import gymscope.ui.shell.AppModel;
import gymscope.verification.Stop;
import java.io.File;
import java.util.Map;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The Verify screen's controls. */
final class VerifyView extends BorderPane {

    private final AppModel app;
    private final VerifyModel model;
    private final Label name = Words.label("", "code", "medium");
    private final Label address = Words.label("", "small", "muted");
    private final ActionButton run;
    private final ActionButton stop;
    private final ActionButton export;
    private final VerdictHeader header = new VerdictHeader();
    private final VBox head = new VBox();
    private final CheckList checks;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), event -> tick()));

    VerifyView(AppModel app, VerifyModel model) {
        this.app = app;
        this.model = model;
        this.checks = new CheckList(model);
        getStyleClass().add("verify-screen");
        getStylesheets().add(Objects.requireNonNull(VerifyView.class.getResource("/styles/screen-verify.css")).toExternalForm());
        run = new ActionButton("Run", "mdi2p-play", model::run).primary();
        stop = new ActionButton("Stop", "mdi2s-stop", model::stop).tip("Stop  Esc");
        export = new ActionButton("Export", "mdi2e-export-variant", this::showFormats).flat();
        setTop(new ScreenBar("Verify").about(name, address).actions(export, stop, run));
        clock.setCycleCount(Animation.INDEFINITE);
        model.verificationProperty().addListener((property, before, now) -> refresh());
        InvalidationListener chosen = any -> refresh();
        app.endpoints().selectedProperty().addListener(chosen);
        refresh();
    }

    private void refresh() {
        Verification verification = model.verificationProperty().get();
        Endpoint chosen = app.endpoints().current();
        Endpoint shown = verification == null ? chosen : verification.endpoint();
        name.setText(shown == null ? "" : shown.name());
        address.setText(shown == null ? "" : shown.baseUrl().toString());
        boolean running = model.isRunning();
        if (running) {
            clock.play();
        } else {
            clock.stop();
        }
        if (chosen != null) {
            boolean same = verification == null || chosen.name().equals(verification.endpoint().name());
            run.setText(same ? "Run" : "Verify " + chosen.name());
        }
        show(stop, running);
        show(export, !running && verification != null);
        show(run, !running && chosen != null);
        if (verification == null) {
            setCenter(empty(chosen));
        } else {
            showVerdict(verification);
        }
    }

    private static void show(Node button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }

    private void showVerdict(Verification verification) {
        header.show(verification);
        head.getChildren().setAll(header);
        Stop reason = verification.stop();
        if (reason != null) {
            head.getChildren().add(Banner.danger(reason.sentence(), "", reason.hint(), null));
        }
        checks.refresh();
        if (!(getCenter() instanceof BorderPane)) {
            BorderPane content = new BorderPane(checks);
            content.setTop(head);
            setCenter(content);
        }
    }

    private EmptyState empty(@Nullable Endpoint chosen) {
        String what = "Verify asks an endpoint %s and says what falls short for on-policy training, with the evidence."
                .formatted(Figures.count(model.checks().size(), "question", "questions"));
        return chosen == null
                ? new EmptyState("mdi2c-check-decagram-outline", "No endpoint is chosen",
                        what + " Choose one at the top, or start a server.",
                        new ActionButton("Open Servers", "mdi2s-server-outline", () -> app.screens().open("Servers")))
                : new EmptyState("mdi2c-check-decagram-outline", "%s has not been verified".formatted(chosen.name()), what,
                        new ActionButton("Verify " + chosen.name(), "mdi2p-play", model::run));
    }

    private void tick() {
        Verification verification = model.verificationProperty().get();
        if (verification != null) {
            header.tick(verification);
        }
    }

    private void showFormats() {
        MenuItem save = new MenuItem("Save JSON…", Icon.of("mdi2c-content-save-outline"));
        save.setOnAction(event -> save());
        MenuItem copy = new MenuItem("Copy JSON", Icon.of("mdi2c-content-copy"));
        copy.setOnAction(event -> copy());
        new ContextMenu(save, copy).show(export, Side.BOTTOM, 0, 4);
    }

    /** Puts the report on the clipboard. */
    void copy() {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, model.json()));
    }

    /** Asks where the report goes and writes it. */
    void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the report");
        chooser.setInitialFileName(model.fileName());
        chooser.setInitialDirectory(app.workspace().folder().toFile());
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.save(file.toPath());
        }
    }
}
