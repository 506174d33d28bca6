package gymscope.ui.controls.tokens;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a token is written.
 *
 * @param lines at least one; a token with a newline inside goes on in the next
 * @param endsLine whether what follows begins a new line
 */
record TokenShape(List<Line> lines, boolean endsLine) {

    private static final String BOX = "\uFFFC";

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
     * @param form what it says and how it stands beside others, null for a box, which looks the same anywhere
     * @param segments from left to right
     * @param width in px
     * @param startsWord whether a line may be broken before it
     * @param endsWord whether a line may be broken after it
     * @param hasSpace whether it begins with a space that may stay behind at the end of the row before
     * @param direction of its first letter
     * @param backwards whether any of it is right-to-left
     */
    record Line(@Nullable Form form, List<Segment> segments, double width, boolean startsWord, boolean endsWord, boolean hasSpace,
            Direction direction, boolean backwards) {

        /** What it says; a box is one character without direction. */
        String text() {
            return form == null ? BOX : form.text;
        }
    }

    /**
     * A text and how it stands beside others.
     *
     * @param rightToLeft the direction in which its parts follow each other
     * @param joinedBefore whether its first letter joins the one before
     * @param joinedAfter whether its last letter joins the one after
     */
    record Form(String text, boolean rightToLeft, boolean joinedBefore, boolean joinedAfter) {

        /** A text that stands by itself. */
        static Form of(String text) {
            return new Form(text, false, false, false);
        }
    }

    /** Letters that are drawn in one go. */
    record Segment(String text, Look look, double width) {
        boolean boxed() {
            return look == Look.BOXED;
        }
    }
}
