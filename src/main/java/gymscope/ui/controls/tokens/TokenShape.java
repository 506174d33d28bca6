package gymscope.ui.controls.tokens;

import java.util.List;

/**
 * How a token is written.
 *
 * @param lines at least one; a token with a newline inside goes on in the next
 * @param endsLine whether what follows begins a new line
 */
record TokenShape(List<Line> lines, boolean endsLine) {

    /** Which way a stretch runs; one without letters goes with its neighbours. */
    enum Direction {
        LEFT_TO_RIGHT, RIGHT_TO_LEFT, NEUTRAL
    }

    /** How letters are drawn. */
    enum Look {
        /** Each by itself. */
        LETTERS,
        /** As a whole, since they depend on each other. */
        WORD,
        /** In a frame: hex or a code point. */
        BOXED
    }

    /**
     * A stretch without a line break.
     *
     * @param segments in reading order
     * @param width in px
     * @param startsWord whether a line may be broken before it
     * @param endsWord whether a line may be broken after it
     * @param hasSpace whether it begins with a space that may stay behind at the end of the row before
     * @param direction which way it runs
     */
    record Line(List<Segment> segments, double width, boolean startsWord, boolean endsWord, boolean hasSpace,
            Direction direction) {}

    /** Letters that are drawn in one go. */
    record Segment(String text, Look look, double width) {
        boolean boxed() {
            return look == Look.BOXED;
        }
    }
}
