package gymscope.ui.chat;

import gymscope.ui.Fx;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;

/** The window with the Chat screen open, the cursor in its composer and one endpoint. */
record ChatWindow(FakeEndpoint endpoint, AppModel app, ChatModel chat, Stage stage) implements AutoCloseable {

    static ChatWindow open(Path folder, Theme theme, Fx.Size size, Function<JsonNode, MockResponse> answer)
            throws IOException {
        FakeEndpoint endpoint = new FakeEndpoint(answer);
        Workspace workspace = Workspace.open(folder, folder.resolve("config"));
        workspace.save(new SavedEndpoint("fake", endpoint.endpoint().baseUrl().toString(), "m", null));
        List<ScreenEntry<?>> entries = List.of(
                ScreenEntry.main(ChatScreen.class, "Chat", "mdi2m-message-text-outline", ChatScreen::new));
        AppModel app = Fx.get(() -> new AppModel(workspace, ApplicationHome.locate(), entries));
        Shell shell = Fx.get(() -> new Shell(app, () -> new Inspector(app)));
        Stage stage = Fx.show(shell.root(), theme, size);
        ChatScreen screen = Fx.get(() -> app.screens().open(ChatScreen.class));
        ChatWindow window = new ChatWindow(endpoint, app, screen.model(), stage);
        try {
            Fx.until("the model is known", () -> !app.endpoints().modelProperty().get().isEmpty());
            Fx.until("the cursor is in the composer",
                    () -> stage.isFocused() && stage.getScene().getFocusOwner() instanceof TextArea);
        } catch (AssertionError | RuntimeException late) {
            window.close();
            throw late;
        }
        return window;
    }

    @Override
    public void close() {
        Fx.run(stage::close);
        Fx.run(app::close);
        endpoint.close();
    }
}
