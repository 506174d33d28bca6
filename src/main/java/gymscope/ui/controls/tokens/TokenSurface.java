package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.InkView;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as text: the fill tells a quantity, the rule below which channel a token belongs to. As high as its content at the
 * width that it is given, so that it stands inline in a page or scrolls in a {@link javafx.scene.control.ScrollPane} that
 * fits the width; whatever the size, only the rows that are in view are painted. Tokens can be appended while they stream
 * in. Pointing at a token shows what else could have stood there; so do the arrow keys.
 */
public final class TokenSurface extends InkView {

    /** How large the text is. */
    public enum Size {
        /** 12 px in lines of 22. */
        INSPECTOR,
        /** 13 px in lines of 24. */
        CHAT,
        /** 15 px in lines of 26. */
        READING
    }

    private static final double NARROW = 20;
    /** A part of a pulse: longer work on a layout goes on in the next. */
    private static final long SLICE_NANOS = 6_000_000;
    private static final int CHECK_TIME = 256;

    private final TokensModel model;
    private final BooleanProperty coloured = new SimpleBooleanProperty(this, "coloured", true);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final SurfacePicture picture = new SurfacePicture(this);
    private final TokenPointer pointer;
    private @Nullable TokenShapes shapes;
    private final List<TokenShape> shaped = new ArrayList<>();
    private @Nullable TokenLayout layout;
    private double layoutWidth;
    private boolean goesOn;
    private Span outlined = new Span(0, 0);
    private @Nullable BiConsumer<TraceToken, Alternative> continuation;

    /** A surface with a model of its own. */
    public TokenSurface(Size size) {
        this(size, new TokensModel());
    }

    /** A surface that shows a model. */
    public TokenSurface(Size size, TokensModel model) {
        this.model = model;
        getStyleClass().addAll("token-surface", size.name().toLowerCase(Locale.ROOT) + "-size");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().add(picture.node());
        coloured.addListener((property, before, now) -> repaint());
        model.quantityProperty().addListener((property, before, now) -> repaint());
        model.streamingProperty().addListener((property, before, now) -> grown(0));
        model.editionProperty().addListener((property, before, now) -> replaced());
        model.sizeProperty().addListener((property, before, now) -> grown(now.intValue() - before.intValue()));
        model.findsProperty().addListener((property, before, now) -> repaint());
        model.highlightProperty().addListener((property, before, now) -> repaint());
        model.selection().tokenProperty().addListener((property, before, now) -> selectionChanged());
        model.selection().anchorProperty().addListener((property, before, now) -> selectionChanged());
        hovered.addListener((property, before, now) -> {
            damage(before.intValue(), before.intValue());
            damage(now.intValue(), now.intValue());
        });
        localToSceneTransformProperty().addListener((property, before, now) -> setNeedsLayout(true));
        pointer = new TokenPointer(this);
        describe();
    }

    /** What is shown. */
    public TokensModel model() {
        return model;
    }

    /** Shows a trace. One that begins with the tokens that are shown is an append: only the new ones are laid out. */
    public void setTrace(TokenTrace trace) {
        model.setTrace(trace);
    }

    /** Adds tokens at the end. */
    public void append(List<TraceToken> more) {
        model.append(more);
    }

    /** The tokens that are shown. */
    public List<TraceToken> tokens() {
        return model.tokens();
    }

    /** What the fills tell. */
    public ObjectProperty<Quantity> quantityProperty() {
        return model.quantityProperty();
    }

    /** Whether tokens are filled; without, the surface is plain text with channels. */
    public BooleanProperty colouredProperty() {
        return coloured;
    }

    /** Whether more tokens are on their way: shows the cursor. */
    public BooleanProperty streamingProperty() {
        return model.streamingProperty();
    }

    /** The position of the selected token, −1 for none. */
    public IntegerProperty selectedProperty() {
        return model.selection().tokenProperty();
    }

    /** The position of the token under the mouse, −1 for none. */
    public IntegerProperty hoveredProperty() {
        return hovered;
    }

    /** Selects a token, scrolls it into view and shows its card; −1 selects none. */
    public void select(int position) {
        model.selection().select(position);
        pointer.reveal(position);
        pointer.pin(position);
    }

    /** Scrolls a token into view. */
    public void reveal(int position) {
        pointer.reveal(position);
    }

    /** What happens when the user chooses another token to continue from; null offers no choice. */
    public void setOnContinue(@Nullable BiConsumer<TraceToken, Alternative> newContinuation) {
        continuation = newContinuation;
    }

    @Nullable
    BiConsumer<TraceToken, Alternative> continuation() {
        return continuation;
    }

    /** The selected text, the whole when nothing is selected. */
    public String selectedText() {
        return model.selectedText();
    }

    /** How long the last painting of this surface took, in nanoseconds; for measurements. */
    public long lastPaintNanos() {
        return picture.lastPaintNanos();
    }

    /** Where a token stands in this view; of one that goes over several rows its widest part. Null when it is not shown. */
    public @Nullable Bounds boundsOf(int position) {
        TokenLayout current = layout == null || position < layout.tokens() ? layout : whole();
        if (current == null || position < 0 || position >= current.tokens()) {
            return null;
        }
        int piece = current.widestPieceOf(position);
        return new BoundingBox(current.x(piece), current.rowOf(piece) * lineHeight(), current.line(piece).width(), lineHeight());
    }

    /** The token at a place in this view, −1 for none. */
    int tokenAt(double x, double y) {
        return layout == null ? -1 : layout.tokenAt((int) Math.floor(y / lineHeight()), x);
    }

    /** The token nearest to a place in this view, −1 when there is none at all. */
    int nearestToken(double x, double y) {
        TokenLayout current = layout;
        return current == null || current.rows() == 0
                ? -1
                : current.nearest(Math.clamp((int) Math.floor(y / lineHeight()), 0, current.rows() - 1), x);
    }

    /** The token some rows above or below that is nearest to one. */
    int verticalNeighbour(int position, int rowsDown) {
        TokenLayout current = whole();
        if (current == null || current.rows() == 0) {
            return -1;
        }
        int piece = current.pieceOf(Math.clamp(position, 0, current.tokens() - 1));
        int row = Math.clamp(current.rowOf(piece) + rowsDown, 0, current.rows() - 1);
        return current.nearest(row, current.x(piece) + current.line(piece).width() / 2);
    }

    /** The first or last token of the row that a token stands in. */
    int rowEdge(int position, boolean end) {
        TokenLayout current = layout;
        if (current == null || current.rows() == 0) {
            return -1;
        }
        int row = current.rowOf(current.pieceOf(Math.clamp(position, 0, current.tokens() - 1)));
        return current.token(end ? current.endPiece(row) - 1 : current.firstPiece(row));
    }

    /** How many rows are in view. */
    int rowsInView() {
        return picture.rowsInView();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** A width that no row of text fits in is asked about by panes that are not laid out yet, and costs nothing. */
    @Override
    protected double computePrefHeight(double width) {
        double wide = width < 0 ? getWidth() : width;
        if (wide < NARROW) {
            return lineHeight();
        }
        return rowsInAll(laidOut(wide)) * lineHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return lineHeight();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected void fontChanged() {
        shapes = null;
        shaped.clear();
        layout = null;
        requestLayout();
        repaint();
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() < NARROW) {
            return;
        }
        picture.update(laidOut(getWidth()), takeDirty());
    }

    private void replaced() {
        shaped.clear();
        layout = null;
        hovered.set(-1);
        requestLayout();
        repaint();
    }

    private void grown(int by) {
        TokenLayout current = layout;
        if (current != null && by > 0) {
            int from = Math.max(0, current.rows() - 2);
            int height = Math.max(current.rows(), current.endRow() + 1);
            layOut(current);
            picture.damage(from, current.rows());
            if (Math.max(current.rows(), current.endRow() + 1) != height) {
                requestLayout();
            }
        } else {
            requestLayout();
            repaint();
        }
        setNeedsLayout(true);
        describe();
    }

    private void selectionChanged() {
        damage(outlined.start(), outlined.end() - 1);
        outlined = model.selection().positions();
        damage(outlined.start(), outlined.end() - 1);
        describe();
    }

    /** The rows of these tokens are to be painted again. */
    private void damage(int first, int last) {
        TokenLayout current = layout;
        if (current != null && first >= 0 && first <= last && last < current.tokens()) {
            int to = current.pieceOf(last);
            while (to + 1 < current.pieces() && current.token(to + 1) == last) {
                to++;
            }
            picture.damage(current.rowOf(current.pieceOf(first)), current.rowOf(to) + 1);
            setNeedsLayout(true);
        }
    }

    private TokenLayout laidOut(double width) {
        TokenLayout current = layout;
        if (current == null || layoutWidth != width) {
            current = new TokenLayout(shapes(), width);
            layoutWidth = width;
            layout = current;
            repaint();
        }
        layOut(current);
        return current;
    }

    /** Lays out what is not laid out yet, the rest in later frames when it takes too long. */
    private void layOut(TokenLayout current) {
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
                requestLayout();
                picture.damage(0, current.rows());
            }
        }
    }

    /** Lays out what is not laid out yet, at most for so long; whether all is. */
    private boolean layOut(TokenLayout current, long nanos) {
        TokenShapes font = shapes();
        List<TraceToken> tokens = model.tokens();
        long start = System.nanoTime();
        for (int i = current.tokens(); i < tokens.size(); i++) {
            if (i == shaped.size()) {
                shaped.add(font.of(tokens.get(i)));
            }
            current.append(shaped.get(i));
            if (i % CHECK_TIME == 0 && System.nanoTime() - start > nanos) {
                return i + 1 == tokens.size();
            }
        }
        return true;
    }

    /** The layout with all tokens, null when nothing was laid out yet. */
    private @Nullable TokenLayout whole() {
        TokenLayout current = layout;
        if (current != null && current.tokens() < model.tokens().size()) {
            layOut(current, Long.MAX_VALUE);
            requestLayout();
        }
        return current;
    }

    /** How many rows there are; while not all tokens are laid out, how many there will be about. */
    private int rowsInAll(TokenLayout current) {
        int rows = Math.max(1, Math.max(current.rows(), current.endRow() + (model.streamingProperty().get() ? 1 : 0)));
        long tokens = model.tokens().size();
        return current.tokens() == 0 || current.tokens() == tokens ? rows : (int) (rows * tokens / current.tokens());
    }

    TokenShapes shapes() {
        TokenShapes current = shapes;
        if (current == null) {
            current = new TokenShapes(font(), this::fontChanged);
            shapes = current;
        }
        return current;
    }

    /** A painter for pixels of this surface's looks. */
    TokenPainter painter(Raster raster, GlyphCache glyphs, double scale) {
        return new TokenPainter(raster, new TokenInks(this::ink, model.quantityProperty().get()), glyphs, shapes().measure(),
                lineHeight(), scale);
    }

    /** The distance of rows in px. */
    double rowHeight() {
        return lineHeight();
    }

    /** The pictures of letters in this surface's font. */
    GlyphCache glyphs(double scale) {
        return GlyphCache.of(font(), scale);
    }

    private void describe() {
        int position = model.selection().tokenProperty().get();
        setAccessibleText(position < 0 || position >= model.tokens().size()
                ? "%d tokens. Arrow keys go from token to token.".formatted(model.tokens().size())
                : TokenCard.sentence(model.tokens().get(position), model.tokens().size()));
    }
}
