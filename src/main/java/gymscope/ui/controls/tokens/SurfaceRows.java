package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a surface at its width, and at the one other width that a pane asks about to see whether it needs a scroll bar.
 * Tokens are shaped once; a layout that takes longer than a part of a pulse goes on in the next while the surface is shown,
 * and until it is done the number of rows is an estimate. UI thread only.
 */
final class SurfaceRows {

    /** A part of a pulse. */
    private static final long SLICE_NANOS = 6_000_000;
    private static final int CHECK_TIME = 64;

    private final TokensModel model;
    private final Supplier<Font> font;
    private final Runnable fontChanged;
    private final Runnable finished;
    private final BooleanSupplier isShown;
    private final List<TokenShape> shaped = new ArrayList<>();
    private @Nullable TokenShapes shapes;
    private @Nullable TokenLayout layout;
    private @Nullable TokenLayout other;
    private boolean goesOn;
    /** Whether the number of rows that was told is an estimate. */
    private boolean estimated;

    /**
     * Rows of a model.
     *
     * @param fontChanged called when all has to be shaped anew
     * @param finished called when a layout that took several slices is done
     * @param isShown whether the surface is in a window; a layout rests while it is not
     */
    SurfaceRows(TokensModel model, Supplier<Font> font, Runnable fontChanged, Runnable finished, BooleanSupplier isShown) {
        this.model = model;
        this.font = font;
        this.fontChanged = fontChanged;
        this.finished = finished;
        this.isShown = isShown;
    }

    /** Other tokens are shown. */
    void replaced() {
        shaped.clear();
        layout = null;
        other = null;
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

    /** What is laid out by now at the surface's width, null for nothing. */
    @Nullable
    TokenLayout now() {
        return layout;
    }

    /** The layout for the surface's width, with as many tokens as a slice allows. */
    TokenLayout at(double width) {
        TokenLayout current = layout;
        if (current == null || current.width() != width) {
            TokenLayout before = current;
            current = of(other, width);
            other = before;
            layout = current;
        }
        layOut(current);
        return current;
    }

    /** How many rows there would be at a width; while not all tokens are laid out, about. */
    int count(double width) {
        TokenLayout asked = layout;
        if (asked == null || asked.width() != width) {
            asked = of(other, width);
            other = asked;
        }
        layOut(asked);
        return count(asked);
    }

    private TokenLayout of(@Nullable TokenLayout known, double width) {
        return known != null && known.width() == width ? known : new TokenLayout(shapes(), width);
    }

    /** The layout with all tokens, null when nothing was laid out yet. */
    @Nullable
    TokenLayout whole() {
        TokenLayout current = layout;
        if (current != null && (isPart(current) || estimated)) {
            layOut(current, Long.MAX_VALUE);
            estimated = false;
            finished.run();
        }
        return current;
    }

    private int count(TokenLayout current) {
        int rows = Math.max(1, Math.max(current.rows(), current.endRow() + (model.streamingProperty().get() ? 1 : 0)));
        long tokens = model.tokens().size();
        return current.tokens() == 0 || current.tokens() == tokens ? rows : (int) (rows * tokens / current.tokens());
    }

    /** Lays out what is not laid out yet, the rest in later frames when it takes too long. */
    void layOut(TokenLayout current) {
        if (!layOut(current, SLICE_NANOS)) {
            estimated |= isPart(layout);
            if (!goesOn) {
                goesOn = true;
                Platform.runLater(this::goOn);
            }
        }
    }

    /** The rows at the surface's width first: as soon as they are whole, their number is told, not when all is done. */
    private void goOn() {
        boolean wasEstimated = estimated;
        goesOn = false;
        estimated = false;
        if (!isShown.getAsBoolean()) {
            return;
        }
        TokenLayout next = isPart(layout) ? layout : other;
        if (next != null) {
            layOut(next);
        }
        if ((wasEstimated && !estimated) || !goesOn) {
            finished.run();
        }
    }

    private boolean isPart(@Nullable TokenLayout some) {
        return some != null && some.tokens() < model.tokens().size();
    }

    /** Lays out what is not laid out yet, at most for so long; whether all is. */
    private boolean layOut(TokenLayout current, long nanos) {
        TokenShapes in = shapes();
        List<TraceToken> tokens = model.tokens();
        long start = System.nanoTime();
        while (current.tokens() < tokens.size()) {
            layOutSome(current, in, tokens);
            if (System.nanoTime() - start > nanos) {
                return current.tokens() == tokens.size();
            }
        }
        return true;
    }

    /** A method of its own, so that it is compiled early: it is called often. */
    private void layOutSome(TokenLayout current, TokenShapes in, List<TraceToken> tokens) {
        int end = Math.min(tokens.size(), current.tokens() + CHECK_TIME);
        for (int i = current.tokens(); i < end; i++) {
            if (i == shaped.size()) {
                shaped.add(in.of(tokens.get(i)));
            }
            current.append(shaped.get(i));
        }
    }
}
