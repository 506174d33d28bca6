package gymscope.ui.controls.tokens;

import gymscope.ui.controls.tokens.TokenShape.Direction;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the pieces of a row stand from left to right when some are right-to-left: Unicode's bidirectional algorithm (UAX #9).
 * Characters that steer the order are shown and not obeyed.
 */
final class RowOrder {

    private static final String LEFT_MARK = "\u200E";
    private static final String RIGHT_MARK = "\u200F";
    private static final char NEUTRAL = '\uFFFC';
    private static final String MIRRORED = "()[]{}<>«»‹›≤≥⟨⟩（）［］｛｝【】〈〉《》「」『』";

    private final List<String> pieces;
    private final Bidi bidi;
    private final int[] starts;

    /**
     * The order of a row.
     *
     * @param pieces their texts in reading order
     * @param rightToLeft the direction of the paragraph
     * @param before the direction of the last letter in the rows before of the same paragraph
     */
    RowOrder(List<String> pieces, boolean rightToLeft, Direction before) {
        this.pieces = pieces;
        this.starts = new int[pieces.size() + 1];
        StringBuilder text = new StringBuilder(switch (before) {
            case LEFT_TO_RIGHT -> LEFT_MARK;
            case RIGHT_TO_LEFT -> RIGHT_MARK;
            case NEUTRAL -> "";
        });
        for (int i = 0; i < pieces.size(); i++) {
            starts[i] = text.length();
            text.append(steerless(pieces.get(i)));
        }
        starts[pieces.size()] = text.length();
        this.bidi = bidi(text.toString(), rightToLeft);
    }

    /**
     * A piece in its place.
     *
     * @param index of the piece in reading order
     * @param rightToLeft which way it runs
     */
    record Place(int index, boolean rightToLeft) {}

    /** A stretch of a text that runs in one direction, from start to end (exclusive). */
    record Run(int start, int end, boolean rightToLeft) {}

    /**
     * Where a piece begins to belong in one place, past 0 if what stands before goes with the piece before: in
     * {@code [" JSON"]} the space and the word part when only the word runs from left to right.
     */
    int commonStart(int piece) {
        int lowest = level(piece);
        int at = starts[piece];
        while (at < starts[piece + 1] && bidi.getLevelAt(at) > lowest) {
            at++;
        }
        return at - starts[piece];
    }

    /** Where it ends to. */
    int commonEnd(int piece) {
        int lowest = level(piece);
        int at = starts[piece + 1];
        while (at > starts[piece] && bidi.getLevelAt(at - 1) > lowest) {
            at--;
        }
        return at - starts[piece];
    }

    /** The places from left to right. */
    List<Place> places() {
        byte[] levels = new byte[pieces.size()];
        Integer[] order = new Integer[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = !pieces.get(i).isEmpty() || i == 0 ? (byte) level(i) : levels[i - 1];
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        List<Place> places = new ArrayList<>(order.length);
        for (int index : order) {
            places.add(new Place(index, levels[index] % 2 == 1));
        }
        return places;
    }

    private int level(int piece) {
        if (pieces.get(piece).isEmpty()) {
            return bidi.getBaseLevel();
        }
        int lowest = Byte.MAX_VALUE;
        for (int at = starts[piece]; at < starts[piece + 1]; at++) {
            lowest = Math.min(lowest, bidi.getLevelAt(at));
        }
        return lowest;
    }

    /** The runs of a piece from left to right. */
    static List<Run> runs(String piece, boolean rightToLeft) {
        Bidi bidi = bidi(steerless(piece), rightToLeft);
        byte[] levels = new byte[bidi.getRunCount()];
        Run[] runs = new Run[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            runs[i] = new Run(bidi.getRunStart(i), bidi.getRunLimit(i), levels[i] % 2 == 1);
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        return List.of(runs);
    }

    /** Letters without a direction of their own as they stand in a run from right to left: from the last to the first, mirrored. */
    static String backwards(String text) {
        StringBuilder backwards = new StringBuilder(text).reverse();
        for (int i = 0; i < backwards.length(); i++) {
            int pair = MIRRORED.indexOf(backwards.charAt(i));
            if (pair >= 0) {
                backwards.setCharAt(i, MIRRORED.charAt(pair ^ 1));
            }
        }
        return backwards.toString();
    }

    private static Bidi bidi(String text, boolean rightToLeft) {
        return new Bidi(text, rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
    }

    private static String steerless(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (steers(character)) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, NEUTRAL);
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** Whether it is a mark, an embedding, an override or an isolate, or ends a paragraph. */
    private static boolean steers(char character) {
        return character >= 0x85 && (character == 0x85 || character == 0x061C || character == 0x200E || character == 0x200F
                || (character >= 0x2029 && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069));
    }
}
