package gymscope.ui.controls.tokens;

import gymscope.ui.controls.tokens.TokenShape.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens in rows of a given width. A piece is the part of a token that stands in one row. Tokens can be appended without
 * laying out again what stands before.
 */
final class TokenLayout {

    private final TokenShapes shapes;
    private final double asked;
    private final double width;
    private int[] pieceToken = new int[256];
    private float[] pieceX = new float[256];
    private TokenShape.Line[] pieceLine = new TokenShape.Line[256];
    private int pieces;
    private int[] rowStart = new int[64];
    private int rows;
    private double x;
    private int wordStart;
    /** Whether the last row has to be put in order, since something in it is right-to-left. */
    private boolean turned;
    private boolean unsettled;
    /** The direction of the last row's paragraph: that of its first letter. */
    private Direction paragraph = Direction.NEUTRAL;
    /** The direction of the last letter of the paragraph's rows before the last. */
    private Direction before = Direction.NEUTRAL;
    /** The last piece whose last letter joins one that follows, −1 for none. */
    private int joinable = -1;
    private boolean wordMayStart = true;
    private boolean lineEnded;
    private int tokens;

    TokenLayout(TokenShapes shapes, double width) {
        this.shapes = shapes;
        this.asked = width;
        this.width = Math.max(width, shapes.measure().advance());
    }

    /** Adds the next token. */
    void append(TokenShape shape) {
        for (int i = 0; i < shape.lines().size(); i++) {
            if (i > 0) {
                lineEnded = true;
            }
            place(shape.lines().get(i));
        }
        if (shape.endsLine()) {
            lineEnded = true;
        }
        tokens++;
    }

    private void place(TokenShape.Line line) {
        if (rows == 0 || lineEnded) {
            beginRow(pieces);
            lineEnded = false;
            turned = false;
            paragraph = Direction.NEUTRAL;
            before = Direction.NEUTRAL;
            joinable = -1;
        }
        if (!line.backwards() && (joinable < 0 || Joining.isTransparent(line.text()))) {
            fit(line);
        } else {
            fit(joined(line));
            joinable = Joining.joinsNext(line.text()) ? pieces - 1 : -1;
        }
    }

    /** The line joined to the letter before it, and that letter to it. */
    private TokenShape.Line joined(TokenShape.Line line) {
        if (joinable < rowStart[rows - 1] || !Joining.joinsPrevious(line.text())) {
            return line;
        }
        TokenShape.Line alone = pieceLine[joinable];
        pieceLine[joinable] = shapes.joinedAfter(alone);
        x += pieceLine[joinable].width() - alone.width();
        unsettled = true;
        return shapes.joinedBefore(line);
    }

    private void fit(TokenShape.Line line) {
        if (line.width() > width) {
            for (TokenShape.Line part : shapes.cut(line, width)) {
                if (x > 0 && x + part.width() > width) {
                    beginRow(pieces);
                }
                add(part);
            }
            return;
        }
        if (x > 0 && x + line.width() > width) {
            boolean wordGoesOn = !line.startsWord() && !wordMayStart;
            if (wordGoesOn && wordStart > rowStart[rows - 1] && wordWidth() + line.width() <= width) {
                carryWord();
            } else if (line.hasSpace()) {
                leaveSpace();
                beginRow(pieces);
                add(shapes.withoutSpace(line));
                return;
            } else {
                beginRow(pieces);
            }
        }
        add(line);
    }

    /** The space between two words stays at the end of the row. */
    private void leaveSpace() {
        if (x + shapes.space().width() <= width) {
            add(shapes.space());
        }
    }

    /** Takes the word that was begun in this row into the next. */
    private void carryWord() {
        beginRow(wordStart);
        int from = wordStart;
        if (pieceLine[from].hasSpace()) {
            pieceLine[from] = shapes.withoutSpace(pieceLine[from]);
        }
        for (int i = from; i < pieces; i++) {
            pieceLine[i] = shapes.directed(pieceLine[i], false);
            put(i);
        }
    }

    private double wordWidth() {
        double wide = 0;
        for (int i = wordStart; i < pieces; i++) {
            wide += pieceLine[i].width();
        }
        return wide;
    }

    private void beginRow(int firstPiece) {
        int end = settle(firstPiece);
        before = turned ? lastDirection(end) : Direction.NEUTRAL;
        if (rows == rowStart.length) {
            rowStart = Arrays.copyOf(rowStart, rows * 2);
        }
        rowStart[rows++] = end;
        x = 0;
        turned = paragraph == Direction.RIGHT_TO_LEFT;
        wordStart = end;
        wordMayStart = true;
    }

    private void add(TokenShape.Line line) {
        grow();
        if (line.startsWord() || wordMayStart) {
            wordStart = pieces;
        }
        if (paragraph == Direction.NEUTRAL) {
            paragraph = line.direction();
        }
        pieceToken[pieces] = tokens;
        pieceLine[pieces] = line;
        put(pieces++);
        wordMayStart = line.endsWord();
    }

    private void grow() {
        if (pieces == pieceToken.length) {
            pieceToken = Arrays.copyOf(pieceToken, pieces * 2);
            pieceX = Arrays.copyOf(pieceX, pieces * 2);
            pieceLine = Arrays.copyOf(pieceLine, pieces * 2);
        }
    }

    private void put(int piece) {
        pieceX[piece] = (float) x;
        x += pieceLine[piece].width();
        turned |= pieceLine[piece].backwards();
        unsettled |= turned;
    }

    /**
     * Puts the pieces of the last row in order from left to right, parts of a piece that belong in different places on their
     * own; a row of a right-to-left paragraph begins at the right. Gives the row's end, which is later when pieces were parted.
     */
    private int settle(int end) {
        if (!unsettled) {
            return end;
        }
        unsettled = false;
        int start = rowStart[rows - 1];
        int parted = end;
        RowOrder order = order(start, end);
        for (int piece = end - 1; piece >= start; piece--) {
            int commonEnd = order.commonEnd(piece - start);
            int commonStart = order.commonStart(piece - start);
            parted += commonEnd < pieceLine[piece].text().length() && commonEnd > 0 ? part(piece, commonEnd) : 0;
            parted += commonStart > 0 && commonStart < pieceLine[piece].text().length() ? part(piece, commonStart) : 0;
        }
        if (parted > end) {
            order = order(start, parted);
        }
        double wide = 0;
        for (int piece = start; piece < parted; piece++) {
            wide += pieceLine[piece].width();
        }
        double at = paragraph == Direction.RIGHT_TO_LEFT ? Math.max(0, width - wide) : 0;
        for (RowOrder.Place place : order.places()) {
            int piece = start + place.index();
            pieceLine[piece] = shapes.directed(pieceLine[piece], place.rightToLeft());
            pieceX[piece] = (float) at;
            at += pieceLine[piece].width();
        }
        return parted;
    }

    private RowOrder order(int start, int end) {
        List<String> texts = new ArrayList<>(end - start);
        for (int piece = start; piece < end; piece++) {
            texts.add(pieceLine[piece].text());
        }
        return new RowOrder(texts, paragraph == Direction.RIGHT_TO_LEFT, before);
    }

    /** Makes two pieces of one; how many there are more. */
    private int part(int piece, int at) {
        grow();
        int after = pieces - piece - 1;
        System.arraycopy(pieceToken, piece, pieceToken, piece + 1, after + 1);
        System.arraycopy(pieceX, piece + 1, pieceX, piece + 2, after);
        System.arraycopy(pieceLine, piece + 1, pieceLine, piece + 2, after);
        TokenShape.Line whole = pieceLine[piece];
        pieceLine[piece] = shapes.part(whole, 0, at);
        pieceLine[piece + 1] = shapes.part(whole, at, whole.text().length());
        pieces++;
        wordStart += wordStart > piece || (wordStart == piece && pieceLine[piece].text().isBlank()) ? 1 : 0;
        joinable += joinable >= piece ? 1 : 0;
        return 1;
    }

    private Direction lastDirection(int end) {
        for (int piece = end - 1; rows > 0 && piece >= rowStart[rows - 1]; piece--) {
            String text = pieceLine[piece].text();
            for (int at = text.length(); at > 0; at = text.offsetByCodePoints(at, -1)) {
                Direction direction = Scripts.direction(text.codePointBefore(at));
                if (direction != Direction.NEUTRAL) {
                    return direction;
                }
            }
        }
        return before;
    }

    /** The width that was asked for. */
    double width() {
        return asked;
    }

    /** How many tokens were added. */
    int tokens() {
        return tokens;
    }

    int rows() {
        return rows;
    }

    int pieces() {
        settle(pieces);
        return pieces;
    }

    /** The first piece of a row. */
    int firstPiece(int row) {
        settle(pieces);
        return rowStart[row];
    }

    /** One past the last piece of a row. */
    int endPiece(int row) {
        settle(pieces);
        return row + 1 < rows ? rowStart[row + 1] : pieces;
    }

    /** The token that a piece belongs to. */
    int token(int piece) {
        return pieceToken[piece];
    }

    double x(int piece) {
        return pieceX[piece];
    }

    TokenShape.Line line(int piece) {
        return pieceLine[piece];
    }

    /** The first piece of a token. */
    int pieceOf(int token) {
        settle(pieces);
        int low = 0;
        int high = pieces - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieceToken[middle] < token) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The widest piece of a token. */
    int widestPieceOf(int token) {
        int first = pieceOf(token);
        int widest = first;
        for (int piece = first; piece < pieces && pieceToken[piece] == token; piece++) {
            if (pieceLine[piece].width() > pieceLine[widest].width()) {
                widest = piece;
            }
        }
        return widest;
    }

    /** The row that a piece stands in. */
    int rowOf(int piece) {
        int found = Arrays.binarySearch(rowStart, 0, rows, piece);
        return found >= 0 ? found : -found - 2;
    }

    /** The token at a place, −1 when there is none. */
    int tokenAt(int row, double at) {
        if (row < 0 || row >= rows) {
            return -1;
        }
        for (int piece = firstPiece(row); piece < endPiece(row); piece++) {
            if (at >= pieceX[piece] && at < pieceX[piece] + pieceLine[piece].width()) {
                return pieceToken[piece];
            }
        }
        return -1;
    }

    /** The token of a row that is nearest to a place. */
    int nearest(int row, double at) {
        int best = firstPiece(row);
        double nearest = Double.MAX_VALUE;
        for (int piece = best; piece < endPiece(row); piece++) {
            double middle = pieceX[piece] + pieceLine[piece].width() / 2;
            double distance = Math.max(0, Math.abs(at - middle) - pieceLine[piece].width() / 2);
            if (distance < nearest) {
                nearest = distance;
                best = piece;
            }
        }
        return pieceToken[best];
    }

    /** Where the next token would begin in the last row. */
    double endX() {
        return lineEnded ? 0 : paragraph == Direction.RIGHT_TO_LEFT ? Math.max(0, width - x - shapes.measure().advance()) : x;
    }

    /** The row in which the next token would begin. */
    int endRow() {
        return lineEnded || rows == 0 ? rows : rows - 1;
    }
}
