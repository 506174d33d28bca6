package gymscope.ui.controls.tokens;

import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Paints the rows of a layout with what stands out in them. */
final class RowPicture {

    private final TokensModel model;
    private final TokenLayout layout;
    private final TokenPainter painter;
    private final QuantityValues values;
    private final boolean coloured;
    private final int hovered;

    RowPicture(TokensModel model, TokenLayout layout, TokenPainter painter, boolean coloured, int hovered) {
        this.model = model;
        this.layout = layout;
        this.painter = painter;
        this.values = model.values();
        this.coloured = coloured;
        this.hovered = hovered;
    }

    /**
     * Paints a row.
     *
     * @param top its upper edge in device px
     */
    void paint(int row, int top) {
        List<TraceToken> tokens = model.tokens();
        boolean someKnown = coloured && model.tally().scored() > 0;
        for (int piece = layout.firstPiece(row); piece < layout.endPiece(row); piece++) {
            int token = layout.token(piece);
            int step = coloured ? values.step(token) : Quantity.UNKNOWN;
            boolean hatched = someKnown && step == Quantity.UNKNOWN && !tokens.get(token).isScored();
            painter.piece(layout.line(piece), tokens.get(token).channel(), step, hatched, layout.x(piece), top);
        }
        marks(row, top);
    }

    private void marks(int row, int top) {
        if (layout.firstPiece(row) == layout.endPiece(row)) {
            return;
        }
        int first = layout.token(layout.firstPiece(row));
        int last = layout.token(layout.endPiece(row) - 1);
        for (Span find : model.findsProperty().get()) {
            if (find.end() > first && find.start() <= last) {
                stretches(row, token -> token >= find.start() && token < find.end(),
                        (left, right) -> painter.found(left, right - left, top));
            }
        }
        Highlight highlight = model.highlightProperty().get();
        if (highlight != null) {
            outline(row, top, token -> isIn(highlight.ranges(), token));
        }
        Span selected = model.selection().positions();
        outline(row, top, token -> token >= selected.start() && token < selected.end());
        outline(row, top, token -> token == hovered);
    }

    private static boolean isIn(List<Span> ranges, int token) {
        for (Span range : ranges) {
            if (token >= range.start() && token < range.end()) {
                return true;
            }
        }
        return false;
    }

    private void outline(int row, int top, IntPredicate wanted) {
        stretches(row, wanted, (left, right) -> painter.outline(left, right - left, top));
    }

    /** Stretches of a row whose tokens are wanted and stand beside each other, from left to right. */
    private void stretches(int row, IntPredicate wanted, Stretch found) {
        List<Integer> pieces = new ArrayList<>();
        for (int piece = layout.firstPiece(row); piece < layout.endPiece(row); piece++) {
            if (wanted.test(layout.token(piece))) {
                pieces.add(piece);
            }
        }
        pieces.sort(Comparator.comparingDouble(layout::x));
        double left = 0;
        double right = Double.NaN;
        for (int piece : pieces) {
            double from = layout.x(piece);
            if (!(from - right < 1)) {
                if (!Double.isNaN(right)) {
                    found.at(left, right);
                }
                left = from;
            }
            right = from + layout.line(piece).width();
        }
        if (!Double.isNaN(right)) {
            found.at(left, right);
        }
    }

    private interface Stretch {
        void at(double left, double right);
    }
}
