package gymscope.ui.controls.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which characters no font has. JavaFX does not tell, so that a character is drawn and compared with one that
 * exists nowhere. One that leaves the page blank counts as missing too: colour emoji do on Linux. Answers are remembered; a character that was not seen before counts as drawable until it was looked at,
 * soon after. UI thread only.
 */
final class GlyphProbe {

    private static final int CELL = 24;
    private static final int BATCH = 256;
    private static final String NOWHERE = Character.toString(0x10FFFF);
    /** Up to here JetBrains Mono has every letter. */
    private static final int SURE = 0x0250;

    private final Map<Integer, Boolean> known = new HashMap<>();
    private final Set<Integer> asked = new LinkedHashSet<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Font lastFont;

    /**
     * Whether some font has the character.
     *
     * @param changed called later if the answer turns out to be no
     */
    boolean has(int character, Font font, Runnable changed) {
        boolean there = ask(character, font);
        if (asked.contains(character) && !waiting.contains(changed)) {
            waiting.add(changed);
        }
        return there;
    }

    /** The same, for who does not have to know when the answer changes. */
    boolean ask(int character, Font font) {
        if (isSure(character)) {
            return true;
        }
        lastFont = font;
        Boolean answer = known.get(character);
        if (answer != null) {
            return answer;
        }
        if (asked.isEmpty()) {
            Platform.runLater(() -> look(font));
        }
        asked.add(character);
        return true;
    }

    /** Whether some font has the character, asked for in the font that was asked for last. */
    boolean has(int character) {
        return lastFont == null || ask(character, lastFont);
    }

    private static boolean isSure(int character) {
        return character < SURE || Character.isWhitespace(character) || Character.isSpaceChar(character)
                || isInvisible(character);
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private void look(Font font) {
        List<Integer> batch = asked.stream().limit(BATCH).toList();
        batch.forEach(asked::remove);
        Canvas canvas = new Canvas(CELL * (batch.size() + 1.0), CELL);
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.setFont(font);
        graphics.fillText(NOWHERE, 2, CELL - 6.0);
        for (int i = 0; i < batch.size(); i++) {
            graphics.fillText(Character.toString(batch.get(i)), 2 + CELL * (i + 1.0), CELL - 6.0, CELL - 4.0);
        }
        WritableImage image = canvas.snapshot(null, null);
        int[] nowhere = cell(image, 0);
        int page = nowhere[0];
        boolean anyMissing = false;
        for (int i = 0; i < batch.size(); i++) {
            int[] drawn = cell(image, i + 1);
            boolean there = !Arrays.equals(nowhere, drawn) && Arrays.stream(drawn).anyMatch(pixel -> pixel != page);
            known.put(batch.get(i), there);
            anyMissing |= !there;
        }
        List<Runnable> listeners = List.copyOf(waiting);
        if (asked.isEmpty()) {
            waiting.clear();
        } else {
            Platform.runLater(() -> look(font));
        }
        if (anyMissing) {
            listeners.forEach(Runnable::run);
        }
    }

    private static int[] cell(WritableImage image, int index) {
        int[] pixels = new int[CELL * CELL];
        image.getPixelReader().getPixels(index * CELL, 0, CELL, CELL, PixelFormat.getIntArgbInstance(), pixels, 0, CELL);
        return pixels;
    }
}
