package gymscope.ui.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageInputTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"'\u0089PNG\r\n\u001a\n....', image/png", "'\u00ff\u00d8\u00ff\u00e0..........', image/jpeg",
        "'GIF89a..........', image/gif", "'RIFF....WEBPVP8 ', image/webp"})
    void theKindIsToldFromTheBytes(String content, String type) {
        assertThat(ImageInput.of("a.bin", content.getBytes(StandardCharsets.ISO_8859_1)).mediaType()).isEqualTo(type);
    }

    @Test
    void whatIsNoImageIsRefusedInWords() {
        assertThatThrownBy(() -> ImageInput.of("notes.txt", "hello".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Fault.class)
                .hasMessage("notes.txt is not an image that endpoints take.");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("huge.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(ImageInput.MOST_BYTES + 1);
        }

        assertThatThrownBy(() -> ImageInput.read(file)).hasMessage("huge.png has 20.0 MB; at most 20 MB of an image are sent.");
    }

    @Test
    void aFileThatIsGoneIsSaid() {
        assertThatThrownBy(() -> ImageInput.read(folder.resolve("gone.png"))).isInstanceOf(Fault.class)
                .hasMessageStartingWith("gone.png can't be read");
    }

    @Test
    void itTravelsAsADataUrlAfterTheText() throws IOException {
        Path file = Files.writeString(folder.resolve("dot.gif"), "GIF89a..........");

        UserTurn turn = new UserTurn("What is this?", List.of(ImageInput.read(file)));

        assertThat(Json.write(turn.messages().getFirst()))
                .isEqualTo("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"What is this?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64,R0lGODlhLi4uLi4uLi4uLg==\"}}]}");
        assertThat(ImageInput.fromJson(turn.images().getFirst().toJson())).isEqualTo(turn.images().getFirst());
    }
}
