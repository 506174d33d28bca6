package gymscope.wire;

/**
 * A stretch of text, in UTF-16 characters.
 *
 * @param start the first character, from 0
 * @param end the character after the last one, at least {@code start}
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A span ends before it starts: " + start + " to " + end);
        }
    }

    /** Whether the two share at least one character. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
