package gymscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.reading.TraceReader;
import gymscope.ui.chat.ChatScreen;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.rollouts.RolloutsScreen;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Screen;
import gymscope.ui.shell.Shell;
import gymscope.ui.verify.VerifyScreen;
import gymscope.wire.Exchange;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The whole story in one window: local server, verify, chat, tokens, a run, a rollout. Nothing in it is made up. */
class StoryTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();

    @Test
    void aFirstSession() {
        AppModel app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(),
                WindowScreens.all(theme -> {})));
        Shell shell = Fx.get(() -> new Shell(app, () -> new Inspector(app)));
        Stage stage = Fx.show(shell.root(), Theme.LIGHT, Fx.Size.ROBOT);
        Fx.run(() -> app.servers().begin());
        Fx.until("the demonstration model answers", () -> app.endpoints().reachProperty().get() != null);

        begin(app, VerifyScreen.class);
        Fx.until("the endpoint is ready", () -> shows(stage, "Ready for on-policy training."));

        begin(app, ChatScreen.class);
        Fx.until("an answer came", () -> newestChat(app) != null);
        Exchange answer = Objects.requireNonNull(Fx.get(() -> newestChat(app)));
        assertThat(answer.streamed()).isTrue();
        assertThat(TraceReader.of(answer).tokens()).isNotEmpty().allMatch(token -> token.logprob() != null && token.id() != null);
        Fx.until("its tokens are drawn", () -> stage.getScene().lookup(".token-surface") != null);

        begin(app, RolloutsScreen.class);
        Fx.until("the run is finished", () -> shows(stage, "finished"));
        Fx.run(() -> {
            TableView<?> table = (TableView<?>) Objects.requireNonNull(stage.getScene().lookup(".table-view"));
            table.getSelectionModel().select(0);
            table.requestFocus();
        });
        Fx.until("the rollout is read", () -> shows(stage, "Verifier"));
        robot.type(KeyCode.ENTER);
        Fx.until("its model call is in the inspector", () -> app.inspectorOpenProperty().get());
        List<Exchange> calls = Fx.get(() -> Objects.requireNonNull(app.inspectionProperty().get()).exchanges());
        assertThat(TraceReader.of(calls.getFirst()).tokens()).isNotEmpty();

        Fx.run(() -> {
            stage.close();
            app.close();
        });
    }

    private static <S extends Screen> void begin(AppModel app, Class<S> screen) {
        Fx.run(() -> app.screens().open(screen).startSample());
    }

    private static boolean shows(Stage stage, String words) {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && words.equals(label.getText()));
    }

    /** The answer to what the chat asked; the checks of the battery stream too, but ask something else. */
    private static @Nullable Exchange newestChat(AppModel app) {
        return app.history().all().stream().filter(exchange -> exchange.succeeded() && exchange.streamed())
                .filter(exchange -> exchange.requestBody().contains("Tell me a short story.")).findFirst().orElse(null);
    }
}
