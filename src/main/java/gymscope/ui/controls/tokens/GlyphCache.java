package gymscope.ui.controls.tokens;

import gymscope.ui.controls.emoji.EmojiFont;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of letters in one font, made by JavaFX once and then copied, which is many times faster than drawing text: a
 * letter at each quarter of a pixel, a word whose letters depend on each other (Arabic, emoji) as a whole. UI thread only.
 */
final class GlyphCache {

    /** Places between two pixels at which letters are told apart. */
    static final int QUARTERS = 4;
    private static final int COLUMNS = 32;
    private static final int FIRST = '!';
    private static final int LAST = '~';
    /** Tatweel, which joins on both sides. */
    private static final String STRETCH = "\u0640";

    private static final @Nullable EmojiFont EMOJI = EmojiFont.installed();
    private static final Map<String, GlyphCache> BY_FONT = new HashMap<>();

    private record Letter(int character, int quarter) {}

    private final Font font;
    private final FontMeasure measure;
    private final int cellHeight;
    private final int baseline;
    private final Glyph[] basic = new Glyph[(LAST + 1) * QUARTERS];
    private final Map<Letter, Glyph> letters = new HashMap<>();
    private final Map<String, Glyph> words = new HashMap<>();
    private final Set<Letter> wantedLetters = new LinkedHashSet<>();
    private final Set<String> wantedWords = new LinkedHashSet<>();

    /**
     * The pictures of a font.
     *
     * @param scale device pixels in a px
     */
    static GlyphCache of(Font font, double scale) {
        return BY_FONT.computeIfAbsent("%s %s %s".formatted(font.getName(), font.getSize(), scale),
                key -> new GlyphCache(scale == 1 ? font : new Font(font.getName(), font.getSize() * scale)));
    }

    private GlyphCache(Font font) {
        this.font = font;
        this.measure = new FontMeasure(font);
        this.cellHeight = (int) Math.ceil(measure.height() * 2);
        this.baseline = (int) Math.ceil(measure.height() / 2 + measure.ascent());
    }

    /** The picture of a letter, null while it has to be drawn; see {@link #draw}. */
    @Nullable
    Glyph letter(int character, int quarter) {
        if (character <= ' ') {
            return Glyph.BLANK;
        }
        if (character <= LAST) {
            Glyph glyph = basic[character * QUARTERS + quarter];
            if (glyph == null) {
                for (int letter = FIRST; letter <= LAST; letter++) {
                    for (int place = 0; place < QUARTERS; place++) {
                        wantedLetters.add(new Letter(letter, place));
                    }
                }
            }
            return glyph;
        }
        Letter letter = new Letter(character, quarter);
        Glyph glyph = letters.get(letter);
        if (glyph == null) {
            wantedLetters.add(letter);
        }
        return glyph;
    }

    /** The picture of a word, null while it has to be drawn. */
    @Nullable
    Glyph word(String word) {
        Glyph glyph = words.get(word);
        if (glyph == null) {
            glyph = emoji(word);
            if (glyph == null) {
                wantedWords.add(word);
            } else {
                words.put(word, glyph);
            }
        }
        return glyph;
    }

    private @Nullable Glyph emoji(String word) {
        EmojiFont.Picture picture = EMOJI == null ? null : EMOJI.picture(word, font.getSize());
        return picture == null
                ? null
                : new Glyph(picture.left(), picture.top(), picture.width(), picture.height(), picture.pixels(), true);
    }

    /** Draws what was asked for and not there; whether there was any. */
    boolean draw() {
        if (wantedLetters.isEmpty() && wantedWords.isEmpty()) {
            return false;
        }
        if (!wantedLetters.isEmpty()) {
            List<Letter> wanted = List.copyOf(wantedLetters);
            wantedLetters.clear();
            List<Glyph> drawn = sheet(wanted.stream().map(letter -> Character.toString(letter.character)).toList(),
                    wanted.stream().mapToDouble(letter -> letter.quarter / (double) QUARTERS).toArray(), cellWidth(2));
            for (int i = 0; i < drawn.size(); i++) {
                Letter letter = wanted.get(i);
                if (letter.character <= LAST) {
                    basic[letter.character * QUARTERS + letter.quarter] = drawn.get(i);
                } else {
                    letters.put(letter, drawn.get(i));
                }
            }
        }
        if (!wantedWords.isEmpty()) {
            List<String> wanted = List.copyOf(wantedWords);
            wantedWords.clear();
            double joint = measure.width(STRETCH);
            double widest = wanted.stream().mapToDouble(measure::width).max().orElse(1) + 2 * joint;
            List<Glyph> drawn = sheet(wanted.stream().map(GlyphCache::stretched).toList(),
                    wanted.stream().mapToDouble(word -> word.endsWith(Joining.JOINER) ? -joint : 0).toArray(),
                    (int) Math.ceil(widest) + cellWidth(1));
            for (int i = 0; i < drawn.size(); i++) {
                words.put(wanted.get(i), unstretched(drawn.get(i), wanted.get(i)));
            }
        }
        return true;
    }

    /** The word with the stroke that joins letters where it is joined: JavaFX shows joiners, which have a picture in most fonts. */
    private static String stretched(String word) {
        boolean before = word.startsWith(Joining.JOINER);
        boolean after = word.endsWith(Joining.JOINER);
        return before || after
                ? (before ? STRETCH : "") + word.substring(before ? 1 : 0, word.length() - (after ? 1 : 0))
                        + (after ? STRETCH : "")
                : word;
    }

    /** The picture without the strokes, which go a pixel further where the next word begins, so that there is no gap. */
    private Glyph unstretched(Glyph glyph, String word) {
        int from = word.endsWith(Joining.JOINER) ? 0 : glyph.left();
        int to = word.startsWith(Joining.JOINER) ? (int) Math.round(measure.width(word)) + 1 : glyph.left() + glyph.width();
        return glyph.between(from, to);
    }

    private int cellWidth(int letters) {
        return (int) Math.ceil(measure.height() * letters);
    }

    private List<Glyph> sheet(List<String> texts, double[] shifts, int cellWidth) {
        int columns = Math.min(texts.size(), Math.max(1, COLUMNS * cellWidth(1) / cellWidth));
        int rows = (texts.size() + columns - 1) / columns;
        Canvas canvas = new Canvas((double) columns * cellWidth, (double) rows * cellHeight);
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.setFont(font);
        int pen = cellWidth(1) / 2;
        for (int i = 0; i < texts.size(); i++) {
            int row = i / columns;
            graphics.fillText(texts.get(i), i % columns * cellWidth + pen + shifts[i], row * cellHeight + baseline);
        }
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        WritableImage image = canvas.snapshot(parameters, null);
        int width = (int) image.getWidth();
        int[] pixels = new int[width * (int) image.getHeight()];
        image.getPixelReader().getPixels(0, 0, width, (int) image.getHeight(), PixelFormat.getIntArgbPreInstance(), pixels, 0,
                width);
        List<Glyph> drawn = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            drawn.add(cut(pixels, width, i % columns * cellWidth, i / columns * cellHeight, cellWidth, pen));
        }
        return drawn;
    }

    private Glyph cut(int[] pixels, int scan, int fromX, int fromY, int cellWidth, int pen) {
        int left = cellWidth;
        int right = -1;
        int top = cellHeight;
        int bottom = -1;
        boolean coloured = false;
        for (int y = 0; y < cellHeight; y++) {
            for (int x = 0; x < cellWidth; x++) {
                int pixel = pixels[(fromY + y) * scan + fromX + x];
                if (pixel >>> 24 != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                    coloured |= (pixel & 0xFFFFFF) != 0;
                }
            }
        }
        if (right < 0) {
            return Glyph.BLANK;
        }
        int width = right - left + 1;
        int height = bottom - top + 1;
        int[] own = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, (fromY + top + y) * scan + fromX + left, own, y * width, width);
        }
        return new Glyph(left - pen, top - baseline, width, height, own, coloured);
    }
}
