package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.InkView;
import gymscope.wire.Span;
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

    private final TokensModel model;
    private final BooleanProperty coloured = new SimpleBooleanProperty(this, "coloured", true);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final SurfacePicture picture = new SurfacePicture(this);
    private final TokenPointer pointer;
    private final SurfaceRows rows;
    private boolean asksAgain;
    private Span outlined = new Span(0, 0);
    private @Nullable BiConsumer<TraceToken, Alternative> continuation;

    /** A surface with a model of its own. */
    public TokenSurface(Size size) {
        this(size, new TokensModel());
    }

    /** A surface that shows a model. */
    public TokenSurface(Size size, TokensModel model) {
        this.model = model;
        this.rows = new SurfaceRows(model, this::font, this::fontChanged, this::finished, () -> getScene() != null);
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
        sceneProperty().addListener((property, before, now) -> requestLayout());
        localToSceneTransformProperty().addListener((property, before, now) -> moved());
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
        TokenLayout now = rows.now();
        TokenLayout current = now == null || position < now.tokens() ? now : rows.whole();
        if (current == null || position < 0 || position >= current.tokens()) {
            return null;
        }
        int piece = current.widestPieceOf(position);
        return new BoundingBox(current.x(piece), current.rowOf(piece) * lineHeight(), current.line(piece).width(), lineHeight());
    }

    /** Lays out all rows, so that their places are where they stay. */
    void settle() {
        rows.whole();
    }

    /** The token at a place in this view, −1 for none. */
    int tokenAt(double x, double y) {
        TokenLayout current = rows.now();
        return current == null ? -1 : current.tokenAt((int) Math.floor(y / lineHeight()), x);
    }

    /** The token nearest to a place in this view, −1 when there is none at all. */
    int nearestToken(double x, double y) {
        TokenLayout current = rows.now();
        return current == null || current.rows() == 0
                ? -1
                : current.nearest(Math.clamp((int) Math.floor(y / lineHeight()), 0, current.rows() - 1), x);
    }

    /** The token some rows above or below that is nearest to one. */
    int verticalNeighbour(int position, int rowsDown) {
        TokenLayout current = rows.whole();
        if (current == null || current.rows() == 0) {
            return -1;
        }
        int piece = current.pieceOf(Math.clamp(position, 0, current.tokens() - 1));
        int row = Math.clamp(current.rowOf(piece) + rowsDown, 0, current.rows() - 1);
        return current.nearest(row, current.x(piece) + current.line(piece).width() / 2);
    }

    /** The first or last token of the row that a token stands in. */
    int rowEdge(int position, boolean end) {
        TokenLayout current = rows.now();
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
        return rows.count(wide) * lineHeight();
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
        rows.reshape();
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

    /** A move during a layout asks for a layout in vain, so that it asks once more after it. */
    private void moved() {
        setNeedsLayout(true);
        if (!asksAgain) {
            asksAgain = true;
            Platform.runLater(() -> {
                asksAgain = false;
                setNeedsLayout(true);
            });
        }
    }

    private void replaced() {
        rows.replaced();
        hovered.set(-1);
        requestLayout();
        repaint();
    }

    private void grown(int by) {
        TokenLayout current = rows.now();
        if (current != null && by > 0) {
            int from = Math.max(0, current.rows() - 2);
            int height = Math.max(current.rows(), current.endRow() + 1);
            rows.layOut(current);
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
        TokenLayout current = rows.now();
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
        TokenLayout before = rows.now();
        TokenLayout current = rows.at(width);
        if (!current.equals(before)) {
            repaint();
        }
        return current;
    }

    private void finished() {
        TokenLayout current = rows.now();
        picture.damage(0, current == null ? 0 : current.rows());
        requestLayout();
    }

    /** A painter for pixels of this surface's looks. */
    TokenPainter painter(Raster raster, GlyphCache glyphs, double scale) {
        return new TokenPainter(raster, new TokenInks(this::ink, model.quantityProperty().get()), glyphs, rows.shapes().measure(),
                lineHeight(), scale);
    }

    /** All rows as pixels. */
    Raster wholePicture() {
        rows.whole();
        return picture.whole(laidOut(getWidth()));
    }

    /** All rows as SVG. */
    String drawing() {
        rows.whole();
        TokenLayout current = laidOut(getWidth());
        TokenSvg svg = new TokenSvg(new TokenInks(this::ink, model.quantityProperty().get()), rows.shapes().measure(),
                lineHeight());
        return svg.draw(model, current, 0, current.rows(), getWidth(), font().getFamily(), font().getSize());
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
