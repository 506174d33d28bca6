package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.CanvasView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as text: the fill tells how sure the model was, the rule below which channel a token belongs to. As high as its
 * content at the width that it is given, so that it stands inline in a page or scrolls in a {@link
 * javafx.scene.control.ScrollPane} that fits the width; whatever the size, only what is visible is drawn. Tokens can be
 * appended while they stream in. Pointing at a token shows what else could have stood there; so do the arrow keys.
 */
public final class TokenSurface extends CanvasView {

    /** How large the text is. */
    public enum Size {
        /** 12 px in lines of 22. */
        INSPECTOR,
        /** 13 px in lines of 24. */
        CHAT,
        /** 15 px in lines of 26. */
        READING
    }

    /** Above and below what is visible, so that a little scrolling needs no drawing. */
    private static final double MARGIN = 200;

    private final ObjectProperty<Quantity> quantity = repainting(
            new SimpleObjectProperty<>(this, "quantity", Quantity.SURPRISAL));
    private final BooleanProperty coloured = new SimpleBooleanProperty(this, "coloured", true);
    private final BooleanProperty streaming = new SimpleBooleanProperty(this, "streaming", false);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final List<TraceToken> tokens = new ArrayList<>();
    private @Nullable TokenShapes shapes;
    private @Nullable TokenLayout layout;
    private double layoutWidth;
    private int rangeStart = -1;
    private final TokenPointer pointer;
    private @Nullable BiConsumer<TraceToken, Alternative> continuation;

    public TokenSurface(Size size) {
        getStyleClass().addAll("token-surface", size.name().toLowerCase(Locale.ROOT) + "-size");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        coloured.addListener((property, before, now) -> repaint());
        streaming.addListener((property, before, now) -> repaint());
        selected.addListener((property, before, now) -> {
            describe();
            repaint();
        });
        hovered.addListener((property, before, now) -> repaint());
        focusedProperty().addListener((property, before, now) -> repaint());
        localToSceneTransformProperty().addListener((property, before, now) -> moved());
        pointer = new TokenPointer(this);
        describe();
    }

    /** Shows a trace. One that begins with the tokens that are shown is an append: only the new ones are laid out. */
    public void setTrace(TokenTrace trace) {
        int same = 0;
        List<TraceToken> now = trace.tokens();
        while (same < tokens.size() && same < now.size() && now.get(same).equals(tokens.get(same))) {
            same++;
        }
        if (same < tokens.size()) {
            tokens.clear();
            layout = null;
            selected.set(-1);
            hovered.set(-1);
            rangeStart = -1;
            same = 0;
        }
        append(now.subList(same, now.size()));
    }

    /** Adds tokens at the end. */
    public void append(List<TraceToken> more) {
        tokens.addAll(more);
        TokenLayout current = layout;
        if (current != null) {
            int rows = current.rows();
            layOut(current);
            if (current.rows() != rows) {
                requestLayout();
            }
        } else {
            requestLayout();
        }
        describe();
        repaint();
    }

    /** The tokens that are shown. */
    public List<TraceToken> tokens() {
        return tokens;
    }

    /** What the fills tell. */
    public ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /** Whether tokens are filled; without, the surface is plain text with channels. */
    public BooleanProperty colouredProperty() {
        return coloured;
    }

    /** Whether more tokens are on their way: shows the cursor. */
    public BooleanProperty streamingProperty() {
        return streaming;
    }

    /** The position of the selected token, −1 for none. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** The position of the token under the mouse, −1 for none. */
    public IntegerProperty hoveredProperty() {
        return hovered;
    }

    /** Selects a token, scrolls it into view and shows its card; −1 selects none. */
    public void select(int position) {
        rangeStart = -1;
        selected.set(position);
        pointer.reveal(position);
        pointer.pin(position);
    }

    /** What happens when the user chooses another token to continue from; null offers no choice. */
    public void setOnContinue(@Nullable BiConsumer<TraceToken, Alternative> newContinuation) {
        continuation = newContinuation;
    }

    @Nullable
    BiConsumer<TraceToken, Alternative> continuation() {
        return continuation;
    }

    /** Where a token stands in this view; of one that goes over several rows its widest part. Null when it is not shown. */
    public @Nullable Bounds boundsOf(int position) {
        TokenLayout current = layout;
        if (current == null || position < 0 || position >= current.tokens()) {
            return null;
        }
        int piece = current.widestPieceOf(position);
        return new BoundingBox(current.x(piece), current.rowOf(piece) * lineHeight(), current.line(piece).width(), lineHeight());
    }

    /** The token at a place in this view, −1 for none. */
    int tokenAt(double x, double y) {
        return layout == null ? -1 : layout.tokenAt((int) (y / lineHeight()), x);
    }

    /** The token in the row above or below that is nearest to one. */
    int verticalNeighbour(int position, int rowsDown) {
        TokenLayout current = layout;
        if (current == null || current.rows() == 0) {
            return -1;
        }
        int piece = current.pieceOf(Math.clamp(position, 0, current.tokens() - 1));
        int row = Math.clamp(current.rowOf(piece) + rowsDown, 0, current.rows() - 1);
        return current.nearest(row, current.x(piece));
    }

    /** Selects from a position to the selected one, for copying; −1 selects one token only. */
    void selectFrom(int start) {
        rangeStart = start;
        repaint();
    }

    int rangeStart() {
        return rangeStart;
    }

    /** The selected text, the whole when nothing is selected. */
    public String selectedText() {
        int from = selected.get() < 0 ? 0 : rangeStart < 0 ? selected.get() : Math.min(rangeStart, selected.get());
        int to = selected.get() < 0 ? tokens.size() : Math.max(rangeStart, selected.get()) + 1;
        return new TokenTrace(tokens.subList(from, to)).text();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        TokenLayout current = laidOut(width < 0 ? getWidth() : width);
        return snappedTopInset()
                + Math.max(1, Math.max(current.rows(), current.endRow() + (streaming.get() ? 1 : 0))) * lineHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected void fontChanged() {
        shapes = null;
        layout = null;
        requestLayout();
        repaint();
    }

    @Override
    protected double paintedFrom() {
        return Math.floor(Math.max(0, visibleTop() - MARGIN) / lineHeight()) * lineHeight();
    }

    @Override
    protected double paintedHeight() {
        double sceneHeight = getScene() == null ? getHeight() : getScene().getHeight();
        double to = Math.min(getHeight(), visibleTop() + sceneHeight + MARGIN);
        return Math.max(0, to - paintedFrom());
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        TokenLayout current = laidOut(getWidth());
        TokenPainter painter = new TokenPainter(canvas, this::ink, font(), shapes().measure(), lineHeight());
        int first = (int) (paintedFrom() / lineHeight());
        int last = Math.min(current.rows(), (int) Math.ceil((paintedFrom() + height) / lineHeight()));
        for (int row = first; row < last; row++) {
            double top = (row - first) * lineHeight();
            for (int piece = current.firstPiece(row); piece < current.endPiece(row); piece++) {
                int token = current.token(piece);
                painter.piece(current.line(piece), tokens.get(token), step(token), current.x(piece), top);
            }
            outlines(painter, current, row, top);
        }
        if (streaming.get()) {
            painter.cursor(current.endX(), (current.endRow() - first) * lineHeight());
        }
    }

    private void outlines(TokenPainter painter, TokenLayout current, int row, double top) {
        int from = rangeStart < 0 ? selected.get() : Math.min(rangeStart, selected.get());
        int to = Math.max(rangeStart, selected.get());
        double left = -1;
        double right = -1;
        for (int piece = current.firstPiece(row); piece < current.endPiece(row); piece++) {
            int token = current.token(piece);
            double end = current.x(piece) + current.line(piece).width();
            if (selected.get() >= 0 && token >= from && token <= to) {
                left = left < 0 ? current.x(piece) : left;
                right = end;
            } else if (token == hovered.get()) {
                painter.outline(current.x(piece), end - current.x(piece), top);
            }
        }
        if (left >= 0) {
            painter.outline(left, right - left, top);
        }
    }

    private int step(int token) {
        return coloured.get() ? quantity.get().step(tokens.get(token), token == 0 ? null : tokens.get(token - 1)) : 0;
    }

    private TokenLayout laidOut(double width) {
        TokenLayout current = layout;
        if (current == null || layoutWidth != width) {
            current = new TokenLayout(shapes(), width);
            layoutWidth = width;
            layout = current;
        }
        layOut(current);
        return current;
    }

    private void layOut(TokenLayout current) {
        TokenShapes font = shapes();
        for (int i = current.tokens(); i < tokens.size(); i++) {
            current.append(font.of(tokens.get(i)));
        }
    }

    private TokenShapes shapes() {
        TokenShapes current = shapes;
        if (current == null) {
            current = new TokenShapes(font(), this::fontChanged);
            shapes = current;
        }
        return current;
    }

    /** What of this view is in the window, its top; the scene's height bounds how much it can be. */
    private double visibleTop() {
        return getScene() == null ? 0 : Math.clamp(sceneToLocal(0, 0).getY(), 0, Math.max(0, getHeight()));
    }

    private void moved() {
        if (getHeight() > MARGIN) {
            setNeedsLayout(true);
        }
    }

    private void describe() {
        int position = selected.get();
        setAccessibleText(position < 0 || position >= tokens.size()
                ? "%d tokens. Arrow keys go from token to token.".formatted(tokens.size())
                : TokenCard.sentence(tokens.get(position), tokens.size()));
    }

    private <T> ObjectProperty<T> repainting(ObjectProperty<T> property) {
        property.addListener((any, before, now) -> repaint());
        return property;
    }
}
