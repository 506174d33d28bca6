package gymscope.ui.controls.tokens;

import java.util.Arrays;

/**
 * Tokens in rows of a given width. A piece is the part of a token that stands in one row. Tokens can be appended without
 * laying out again what stands before.
 */
final class TokenLayout {

    private final TokenShapes shapes;
    private final double width;
    private int[] pieceToken = new int[256];
    private float[] pieceX = new float[256];
    private TokenShape.Line[] pieceLine = new TokenShape.Line[256];
    private int pieces;
    private int[] rowStart = new int[64];
    private int rows;
    private double x;
    private int wordStart;
    /** The first piece of the row's last run of right-to-left pieces, −1 when it does not end in one. */
    private int runStart = -1;
    private boolean wordMayStart = true;
    private boolean lineEnded;
    private int tokens;

    TokenLayout(TokenShapes shapes, double width) {
        this.shapes = shapes;
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
        }
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
        int from = wordStart;
        x = 0;
        runStart = -1;
        for (int i = rowStart[rows - 1]; i < from; i++) {
            put(i);
        }
        beginRow(from);
        if (pieceLine[from].hasSpace()) {
            pieceLine[from] = shapes.withoutSpace(pieceLine[from]);
        }
        for (int i = from; i < pieces; i++) {
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
        if (rows == rowStart.length) {
            rowStart = Arrays.copyOf(rowStart, rows * 2);
        }
        rowStart[rows++] = firstPiece;
        x = 0;
        runStart = -1;
        wordStart = firstPiece;
        wordMayStart = true;
    }

    private void add(TokenShape.Line line) {
        if (pieces == pieceToken.length) {
            pieceToken = Arrays.copyOf(pieceToken, pieces * 2);
            pieceX = Arrays.copyOf(pieceX, pieces * 2);
            pieceLine = Arrays.copyOf(pieceLine, pieces * 2);
        }
        if (line.startsWord() || wordMayStart) {
            wordStart = pieces;
        }
        pieceToken[pieces] = tokens;
        pieceLine[pieces] = line;
        put(pieces++);
        wordMayStart = line.endsWord();
    }

    /**
     * Gives a piece its place after those before it in the row. Pieces of a right-to-left script go from right to left, and
     * with them what stands between two of them.
     */
    private void put(int piece) {
        double wide = pieceLine[piece].width();
        pieceX[piece] = (float) x;
        x += wide;
        switch (pieceLine[piece].direction()) {
            case LEFT_TO_RIGHT -> runStart = -1;
            case RIGHT_TO_LEFT -> {
                runStart = runStart < 0 ? piece : runStart;
                double at = x;
                for (int i = piece; i >= runStart; i--) {
                    at -= pieceLine[i].width();
                }
                for (int i = piece; i >= runStart; i--) {
                    pieceX[i] = (float) at;
                    at += pieceLine[i].width();
                }
            }
            case NEUTRAL -> {
                // It stays behind the run until a right-to-left piece follows.
            }
        }
    }

    /** How many tokens were added. */
    int tokens() {
        return tokens;
    }

    int rows() {
        return rows;
    }

    int pieces() {
        return pieces;
    }

    /** The first piece of a row. */
    int firstPiece(int row) {
        return rowStart[row];
    }

    /** One past the last piece of a row. */
    int endPiece(int row) {
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
        return lineEnded ? 0 : x;
    }

    /** The row in which the next token would begin. */
    int endRow() {
        return lineEnded || rows == 0 ? rows : rows - 1;
    }
}
