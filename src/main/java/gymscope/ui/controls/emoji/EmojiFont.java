package gymscope.ui.controls.emoji;

import gymscope.ui.controls.emoji.Bitmaps.Bitmap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A colour emoji font with bitmaps, such as Noto Color Emoji. Sequences that the font has one picture for are one emoji: flags,
 * skin tones, professions, families, keycaps. UI thread only.
 */
public final class EmojiFont {

    private static final Logger LOG = LoggerFactory.getLogger(EmojiFont.class);
    private static final int VARIATION = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int LONGEST = 16;

    private final CharacterMap characters;
    private final Ligatures ligatures;
    private final Bitmaps bitmaps;

    /**
     * An emoji's picture.
     *
     * @param left from the pen to its left edge in px
     * @param top from the baseline to its upper edge in px, negative above
     * @param pixels premultiplied ARGB by rows
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Picture(int left, int top, int width, int height, int[] pixels) {}

    private static final class Installed {
        private static final Optional<EmojiFont> FONT = InstalledFonts.emoji().map(EmojiFont::openOrNull);
    }

    private EmojiFont(FontTables tables) throws IOException {
        ByteBuffer map = tables.table("cmap");
        ByteBuffer substitutions = tables.table("GSUB");
        ByteBuffer places = tables.table("CBLC");
        ByteBuffer data = tables.table("CBDT");
        if (map == null || substitutions == null || places == null || data == null) {
            throw new IOException("The font has no coloured bitmaps.");
        }
        this.characters = new CharacterMap(map);
        this.ligatures = new Ligatures(substitutions);
        this.bitmaps = new Bitmaps(places, data);
    }

    /** The font that is installed, null for none, and where JavaFX draws emoji itself. */
    public static @Nullable EmojiFont installed() {
        return Installed.FONT.orElse(null);
    }

    /**
     * Opens a font.
     *
     * @throws IOException when it cannot be read or has no coloured bitmaps
     */
    public static EmojiFont open(Path file) throws IOException {
        try {
            return new EmojiFont(FontTables.open(file));
        } catch (IndexOutOfBoundsException problem) {
            throw new IOException("The font %s is damaged.".formatted(file), problem);
        }
    }

    private static @Nullable EmojiFont openOrNull(Path file) {
        try {
            return open(file);
        } catch (IOException problem) {
            LOG.info("Emoji are shown by their code points: {} can't be used", file, problem);
            return null;
        }
    }

    /**
     * Where the longest emoji ends that begins at a place of a text; the place itself when none does. Characters that are shown
     * as text unless a variation selector follows are no emoji without it.
     */
    public int end(String text, int start) {
        int first = text.codePointAt(start);
        if (!Character.isEmoji(first)) {
            return start;
        }
        int found = start;
        int at = start;
        boolean picture = Character.isEmojiPresentation(first) || Character.isEmojiModifier(first);
        for (int i = 0; at < text.length() && i < LONGEST; i++) {
            int character = text.codePointAt(at);
            if (i > 0 && !mayContinue(character)) {
                break;
            }
            picture |= character == VARIATION || character == KEYCAP || character == JOINER;
            at += Character.charCount(character);
            if (picture && glyph(text.substring(start, at)) > 0) {
                found = at;
            }
        }
        return found;
    }

    private static boolean mayContinue(int character) {
        return character == VARIATION || character == KEYCAP || character == JOINER || Character.isEmojiModifier(character)
                || (Character.isEmoji(character) && character > 0xFF) || (character >= 0xE0020 && character <= 0xE007F);
    }

    private int glyph(String emoji) {
        int[] glyphs = emoji.codePoints().filter(character -> character != VARIATION).map(characters::glyph).toArray();
        for (int glyph : glyphs) {
            if (glyph == 0) {
                return -1;
            }
        }
        return glyphs.length == 0 ? -1 : ligatures.of(glyphs);
    }

    /** The width of an emoji in a text of a size in px; 0 for what is none. */
    public double advance(String emoji, double size) {
        Bitmap bitmap = bitmap(emoji);
        return bitmap == null ? 0 : bitmap.advance() * size / bitmaps.size();
    }

    /** The picture of an emoji for a text of a size in px, null for what is none. */
    public @Nullable Picture picture(String emoji, double size) {
        Bitmap bitmap = bitmap(emoji);
        if (bitmap == null) {
            return null;
        }
        double scale = size / bitmaps.size();
        int width = Math.max(1, (int) Math.round(bitmap.width() * scale));
        int height = Math.max(1, (int) Math.round(bitmap.height() * scale));
        Image image = new Image(new ByteArrayInputStream(bitmap.png()), width, height, false, true);
        if (image.isError()) {
            return null;
        }
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
        return new Picture((int) Math.round(bitmap.left() * scale), (int) Math.round(-bitmap.top() * scale), width, height,
                pixels);
    }

    private @Nullable Bitmap bitmap(String emoji) {
        return emoji.isEmpty() || end(emoji, 0) < emoji.length() ? null : bitmaps.of(glyph(emoji));
    }
}
