package gymscope.ui.controls.tokens;

import java.util.List;

/**
 * How a token is written.
 *
 * @param lines at least one; a token with a newline inside goes on in the next
 * @param endsLine whether what follows begins a new line
 */
record TokenShape(List<Line> lines, boolean endsLine) {

    /**
     * A stretch without a line break.
     *
     * @param segments in order
     * @param width in px
     * @param startsWord whether a line may be broken before it
     * @param endsWord whether a line may be broken after it
     * @param hasSpace whether it begins with a space that may stay behind at the end of the row before
     */
    record Line(List<Segment> segments, double width, boolean startsWord, boolean endsWord, boolean hasSpace) {}

    /**
     * Letters that are drawn in one go.
     *
     * @param boxed whether they stand in a frame, because they are hex or a code point
     */
    record Segment(String text, boolean boxed, double width) {}
}
