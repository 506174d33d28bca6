package gymscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.Endpoint;
import gymscope.ui.Fx;
import gymscope.ui.controls.StateDot;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

    private static final class First implements Screen {
        private final List<String> done = new ArrayList<>();
        private final StackPane node = new StackPane(new TextField("first"));

        @Override
        public Parent node() {
            return node;
        }

        @Override
        public List<Action> actions() {
            return List.of(Action.of("Count rollouts", "mdi2p-play", () -> done.add("counted")).key("Shortcut+Shift+V"));
        }

        @Override
        public boolean cancel() {
            return done.add("cancelled");
        }
    }

    private static final class Second implements Screen {
        private final StackPane node = new StackPane(new Label("second"));

        @Override
        public Parent node() {
            return node;
        }
    }

    @TempDir
    Path folder = Path.of("");

    private AppModel app = Fx.get(() -> new AppModel(Workspace.open(Path.of("")), ApplicationHome.locate(), List.of()));
    private Stage stage = Fx.get(Stage::new);

    @BeforeEach
    void open() {
        app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(),
                List.of(ScreenEntry.main(First.class, "First", "mdi2p-play", any -> new First()),
                        ScreenEntry.main(Second.class, "Second", "mdi2p-play", any -> new Second()))));
        Shell shell = Fx.get(() -> new Shell(app, Region::new));
        stage = Fx.show(shell.root(), Theme.LIGHT, Fx.Size.SMALL);
        Fx.run(() -> app.screens().open(First.class));
        Fx.frames(2);
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.close();
            app.close();
        });
    }

    @Test
    void thePaletteRunsWhatIsTyped() {
        press(KeyCode.K, true, false);
        TextField field = Fx.get(() -> (TextField) stage.getScene().lookup(".palette .text-field"));
        assertThat(Fx.get(() -> field.isFocused())).isTrue();
        Fx.run(() -> field.setText("roll"));
        press(KeyCode.ENTER, false, false);
        assertThat(first().done).containsExactly("counted");
        assertThat(Fx.get(() -> stage.getScene().lookup(".palette") == null)).isTrue();
    }

    @Test
    void escapeClosesThePaletteBeforeItCancelsTheScreensWork() {
        press(KeyCode.K, true, false);
        press(KeyCode.ESCAPE, false, false);
        assertThat(first().done).isEmpty();
        press(KeyCode.ESCAPE, false, false);
        assertThat(first().done).containsExactly("cancelled");
    }

    @Test
    void keysOpenScreensAndRunActions() {
        press(KeyCode.DIGIT2, true, false);
        assertThat(Fx.get(() -> app.screens().front())).isInstanceOf(Second.class);
        press(KeyCode.V, true, true);
        assertThat(first().done).containsExactly("counted");
        press(KeyCode.I, true, false);
        assertThat(Fx.get(() -> app.inspectorOpenProperty().get())).isTrue();
    }

    @Test
    void theRailCountsWhatRuns() {
        Job job = app.jobs().start("Collect", () -> {});
        job.report(0.5, "half");
        Fx.frames(2);
        assertThat(count()).isEqualTo("1");
        Fx.run(job::cancel);
        assertThat(Fx.get(() -> job.stateProperty().get())).isEqualTo(Job.State.CANCELLED);
        assertThat(Fx.get(() -> app.jobs().ended().getFirst())).isEqualTo(job);
    }

    @Test
    void anEndpointIsChosenByNameOverRestarts() {
        Fx.run(() -> {
            app.endpoints().setEmbedded(List.of(new Endpoints.Choice("demo", StateDot.State.STARTING, null, true)));
            app.endpoints().add(new SavedEndpoint("lab", "http://127.0.0.1:9/v1", "m", null));
        });
        assertThat(Fx.get(() -> app.endpoints().current()))
                .isEqualTo(new Endpoint("lab", URI.create("http://127.0.0.1:9/v1"), null, "m"));
        Fx.until("the endpoint is asked", () -> app.endpoints().reachProperty().get() != null);
        Fx.run(() -> app.workspace().close());
        AppModel again = Fx
                .get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(), List.of()));
        assertThat(Fx.get(() -> again.endpoints().selectedProperty().get().name())).isEqualTo("lab");
        Fx.run(again::close);
    }

    private First first() {
        return Fx.get(() -> (First) app.screens().get(app.screens().entries().getFirst()));
    }

    private String count() {
        return Fx.get(() -> ((Label) stage.getScene().lookup(".job-count")).getText());
    }

    private void press(KeyCode code, boolean shortcut, boolean shift) {
        Fx.run(() -> {
            Node target = stage.getScene().getFocusOwner() == null
                    ? stage.getScene().getRoot()
                    : stage.getScene().getFocusOwner();
            target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
        });
        Fx.frames(2);
    }
}
