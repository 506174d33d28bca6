package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a surface at its width. Tokens are shaped once; a layout that takes longer than a part of a pulse goes on in
 * the next, and until it is done the number of rows is an estimate. UI thread only.
 */
final class SurfaceRows {

    /** A part of a pulse. */
    private static final long SLICE_NANOS = 6_000_000;
    private static final int CHECK_TIME = 256;

    private final TokensModel model;
    private final Supplier<Font> font;
    private final Runnable fontChanged;
    private final Runnable finished;
    private final List<TokenShape> shaped = new ArrayList<>();
    private @Nullable TokenShapes shapes;
    private @Nullable TokenLayout layout;
    private double width;
    private boolean goesOn;

    /**
     * Rows of a model.
     *
     * @param fontChanged called when all has to be shaped anew
     * @param finished called when a layout that took several slices is done
     */
    SurfaceRows(TokensModel model, Supplier<Font> font, Runnable fontChanged, Runnable finished) {
        this.model = model;
        this.font = font;
        this.fontChanged = fontChanged;
        this.finished = finished;
    }

    /** Other tokens are shown. */
    void replaced() {
        shaped.clear();
        layout = null;
    }

    /** Another font is used. */
    void reshape() {
        shapes = null;
        replaced();
    }

    /** The shapes in the font. */
    TokenShapes shapes() {
        TokenShapes current = shapes;
        if (current == null) {
            current = new TokenShapes(font.get(), fontChanged);
            shapes = current;
        }
        return current;
    }

    /** What is laid out by now, null for nothing. */
    @Nullable
    TokenLayout now() {
        return layout;
    }

    /** The layout for a width, with as many tokens as a slice allows. */
    TokenLayout at(double newWidth) {
        TokenLayout current = layout;
        if (current == null || width != newWidth) {
            current = new TokenLayout(shapes(), newWidth);
            width = newWidth;
            layout = current;
        }
        layOut(current);
        return current;
    }

    /** The layout with all tokens, null when nothing was laid out yet. */
    @Nullable
    TokenLayout whole() {
        TokenLayout current = layout;
        if (current != null && current.tokens() < model.tokens().size()) {
            layOut(current, Long.MAX_VALUE);
            finished.run();
        }
        return current;
    }

    /** How many rows there are; while not all tokens are laid out, how many there will be about. */
    int count(TokenLayout current) {
        int rows = Math.max(1, Math.max(current.rows(), current.endRow() + (model.streamingProperty().get() ? 1 : 0)));
        long tokens = model.tokens().size();
        return current.tokens() == 0 || current.tokens() == tokens ? rows : (int) (rows * tokens / current.tokens());
    }

    /** Lays out what is not laid out yet, the rest in later frames when it takes too long. */
    void layOut(TokenLayout current) {
        if (!layOut(current, SLICE_NANOS) && !goesOn) {
            goesOn = true;
            Platform.runLater(this::goOn);
        }
    }

    private void goOn() {
        TokenLayout current = layout;
        goesOn = false;
        if (current != null) {
            layOut(current);
            if (!goesOn) {
                finished.run();
            }
        }
    }

    /** Lays out what is not laid out yet, at most for so long; whether all is. */
    private boolean layOut(TokenLayout current, long nanos) {
        TokenShapes in = shapes();
        List<TraceToken> tokens = model.tokens();
        long start = System.nanoTime();
        for (int i = current.tokens(); i < tokens.size(); i++) {
            if (i == shaped.size()) {
                shaped.add(in.of(tokens.get(i)));
            }
            current.append(shaped.get(i));
            if (i % CHECK_TIME == 0 && System.nanoTime() - start > nanos) {
                return i + 1 == tokens.size();
            }
        }
        return true;
    }
}
