package gymscope.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.ui.Fx;
import gymscope.ui.chat.conversation.ImageInput;
import gymscope.ui.controls.PngImage;
import gymscope.wire.Json;
import gymscope.workspace.Theme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
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
    private @Nullable ChatWindow window;

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }

    private ChatModel show(Theme theme) throws IOException {
        ChatWindow opened = ChatWindow.open(folder, theme, Fx.Size.ROBOT,
                request -> FakeEndpoint.stream(FakeEndpoint.hello()));
        window = opened;
        return opened.chat();
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
        Fx.picture(Objects.requireNonNull(window).stage(), "chat-image-pasted-" + theme.name().toLowerCase(Locale.ROOT));
        robot.write("What is it");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until("the answer", () -> !chat.streamingProperty().get() && !chat.turns().isEmpty());

        JsonNode content = Objects.requireNonNull(window).endpoint().requests().getLast().path("messages").path(0)
                .path("content");
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
