package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.controls.PngImage;
import gymscope.ui.inspector.Inspector;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.ScreenEntry;
import gymscope.ui.shell.Shell;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.SavedEndpoint;
import gymscope.workspace.Theme;
import gymscope.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import tools.jackson.databind.JsonNode;

/** Images are pasted and dropped in the window, as files and as pixels, and go along with the message. */
class ChatImagesTest {

    @TempDir
    Path folder = Path.of("");

    private final FxRobot robot = new FxRobot();
    private final StackPane root = new StackPane();
    private @Nullable FakeEndpoint fake;
    private @Nullable AppModel app;
    private @Nullable Stage stage;

    @AfterEach
    void close() {
        if (stage != null) {
            Fx.run(stage::close);
        }
        if (app != null) {
            Fx.run(app::close);
        }
        if (fake != null) {
            fake.close();
        }
    }

    private ChatModel show(Theme theme) throws IOException {
        FakeEndpoint made = new FakeEndpoint(request -> FakeEndpoint.stream(FakeEndpoint.hello()));
        fake = made;
        Workspace workspace = Workspace.open(folder, folder.resolve("config"));
        workspace.save(new SavedEndpoint("fake", made.endpoint().baseUrl().toString(), "m", null));
        List<ScreenEntry<?>> entries = List.of(
                ScreenEntry.main(ChatScreen.class, "Chat", "mdi2m-message-text-outline", ChatScreen::new));
        AppModel model = Fx.get(() -> new AppModel(workspace, ApplicationHome.locate(), entries));
        app = model;
        Shell shell = Fx.get(() -> new Shell(model, () -> new Inspector(model)));
        Fx.run(() -> root.getChildren().setAll(shell.root()));
        stage = Fx.show(root, theme, Fx.Size.ROBOT);
        ChatScreen screen = Fx.get(() -> model.screens().open(ChatScreen.class));
        Stage shown = Objects.requireNonNull(stage);
        Fx.until("the cursor is in the composer",
                () -> shown.isFocused() && shown.getScene().getFocusOwner() instanceof TextArea);
        Fx.until("the model is known", () -> !model.endpoints().modelProperty().get().isEmpty());
        return screen.model();
    }

    private static WritableImage image() {
        WritableImage image = new WritableImage(80, 60);
        for (int x = 0; x < 80; x++) {
            for (int y = 0; y < 60; y++) {
                image.getPixelWriter().setColor(x, y, Color.hsb(x * 4, 0.6, 0.4 + y / 100.0));
            }
        }
        return image;
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), PngImage.bytes(image()));
    }

    private void paste(Map<DataFormat, Object> content) {
        Fx.run(() -> Clipboard.getSystemClipboard().setContent(content));
        robot.press(KeyCode.SHORTCUT, KeyCode.V).release(KeyCode.V, KeyCode.SHORTCUT);
    }

    private static void isThePicture(ImageInput input) {
        Image read = new Image(new ByteArrayInputStream(input.bytes()));
        int[] pixels = new int[80 * 60];
        int[] expected = new int[80 * 60];
        read.getPixelReader().getPixels(0, 0, 80, 60, PixelFormat.getIntArgbInstance(), pixels, 0, 80);
        image().getPixelReader().getPixels(0, 0, 80, 60, PixelFormat.getIntArgbInstance(), expected, 0, 80);
        assertThat(pixels).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void filesAndPixelsArePastedAndSent(Theme theme) throws IOException {
        ChatModel chat = show(theme);
        Path file = file("parcel.png");
        paste(Map.of(DataFormat.FILES, List.of(file.toFile()), DataFormat.PLAIN_TEXT, file.toString()));
        Fx.until("the file is there", () -> chat.draft().images().size() == 1);
        paste(Map.of(DataFormat.IMAGE, image()));
        Fx.until("the pixels are there", () -> chat.draft().images().size() == 2);

        assertThat(Fx.get(() -> chat.draft().images().stream().map(ImageInput::name).toList())).containsExactly("parcel.png",
                "pasted 1.png");
        isThePicture(Fx.get(() -> chat.draft().images().get(0)));
        isThePicture(Fx.get(() -> chat.draft().images().get(1)));
        Fx.picture(Objects.requireNonNull(stage), "chat-image-pasted-" + theme.name().toLowerCase(Locale.ROOT));
        robot.write("What is it");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until("the answer", () -> !chat.streamingProperty().get() && !chat.turns().isEmpty());

        JsonNode content = Objects.requireNonNull(fake).requests().getLast().path("messages").path(0).path("content");
        assertThat(Json.text(content.path(0), "text")).isEqualTo("What is it");
        assertThat(Json.text(content.path(1).path("image_url"), "url")).startsWith("data:image/png;base64,");
        assertThat(Json.text(content.path(2).path("image_url"), "url")).startsWith("data:image/png;base64,");
    }

    @Test
    void textIsPastedAsText() throws IOException {
        ChatModel chat = show(Theme.LIGHT);

        paste(Map.of(DataFormat.PLAIN_TEXT, "hello", DataFormat.IMAGE, image()));

        Fx.until("the text is there", () -> chat.draftProperty().get().equals("hello"));
        assertThat(Fx.get(() -> chat.draft().images())).isEmpty();
    }
}
