package gymscope.ui.controls.emoji;

import static gymscope.ui.controls.emoji.SmallFont.COMPUTER;
import static gymscope.ui.controls.emoji.SmallFont.TECHNOLOGIST;
import static gymscope.ui.controls.emoji.SmallFont.WOMAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.ui.Fx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiFontTest {

    @TempDir
    private Path folder = Path.of("");

    private EmojiFont font;

    @BeforeEach
    void open() throws IOException {
        font = EmojiFont.open(SmallFont.write(folder.resolve("emoji.ttf")));
    }

    @Test
    void aSequenceWithAPictureIsOneEmoji() {
        String text = "a" + TECHNOLOGIST + WOMAN + COMPUTER;
        assertThat(font.end(text, 0)).isZero();
        assertThat(font.end(text, 1)).isEqualTo(1 + TECHNOLOGIST.length());
        assertThat(font.end(text, 1 + TECHNOLOGIST.length())).isEqualTo(1 + TECHNOLOGIST.length() + WOMAN.length());
        assertThat(font.end(WOMAN + "\uFE0F" + "!", 0)).isEqualTo(WOMAN.length() + 1);
    }

    @Test
    void whatHasNoPictureIsNone() {
        assertThat(font.end("\u200D" + COMPUTER, 0)).isZero();
        assertThat(font.end("\uD83D\uDE42", 0)).isZero();
        assertThat(font.end("12", 0)).isZero();
        assertThat(font.end(WOMAN + "\u200D" + WOMAN, 0)).isEqualTo(WOMAN.length());
        assertThat(font.advance("\uD83D\uDE42", 10)).isZero();
        assertThat(font.picture(TECHNOLOGIST + WOMAN, 10)).isNull();
    }

    @Test
    void picturesAreMadeForTheSizeOfTheText() {
        assertThat(font.advance(WOMAN, SmallFont.SIZE)).isEqualTo(12);
        assertThat(font.advance(WOMAN, 2.0 * SmallFont.SIZE)).isEqualTo(24);
        EmojiFont.Picture small = Objects.requireNonNull(Fx.get(() -> font.picture(WOMAN, SmallFont.SIZE)));
        assertThat(small.pixels()).hasSize(100).containsOnly(SmallFont.RED);
        assertThat(new int[]{small.left(), small.top(), small.width(), small.height()}).containsExactly(1, -8, 10, 10);
        EmojiFont.Picture large = Objects.requireNonNull(Fx.get(() -> font.picture(TECHNOLOGIST, 2.0 * SmallFont.SIZE)));
        assertThat(large.pixels()).hasSize(400).containsOnly(SmallFont.BLUE);
        assertThat(new int[]{large.left(), large.top(), large.width(), large.height()}).containsExactly(2, -16, 20, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 200, 400})
    void aFontThatIsCutShortIsRefused(int length) throws IOException {
        Path cut = Files.write(folder.resolve("cut.ttf"), Arrays.copyOf(Files.readAllBytes(folder.resolve("emoji.ttf")), length));
        assertThatThrownBy(() -> EmojiFont.open(cut)).isInstanceOf(IOException.class);
    }
}
