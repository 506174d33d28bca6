package gymscope.parsing.python;

import gymscope.wire.Span;
import java.util.Arrays;

/** A text made from another one, which knows where each of its characters came from. Immutable. */
final class TracedText {

    private final String text;
    private final int[] origins;

    private TracedText(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
    }

    /** A stretch of a text as it is. */
    static TracedText of(String text, int start, int end) {
        int[] origins = new int[end - start];
        Arrays.setAll(origins, i -> start + i);
        return new TracedText(text.substring(start, end), origins);
    }

    String text() {
        return text;
    }

    /** Where a stretch of this text stands in the text that it came from. */
    Span origin(Span span) {
        if (span.end() == span.start() || text.isEmpty()) {
            int at = span.start() < origins.length ? origins[span.start()] : 0;
            return new Span(at, at);
        }
        int start = origins[span.start()];
        return new Span(start, Math.max(start, origins[span.end() - 1] + 1));
    }

    /** A stretch of this text. */
    TracedText part(int start, int end) {
        return new TracedText(text.substring(start, end), Arrays.copyOfRange(origins, start, end));
    }

    /** A change of a text, written from left to right. */
    static final class Rewriting {

        private final TracedText source;
        private final StringBuilder text = new StringBuilder();
        private int[] origins;

        /** Nothing is written yet. */
        Rewriting(TracedText source) {
            this.source = source;
            this.origins = new int[source.text.length() + 16];
        }

        /** Writes characters of the source. */
        Rewriting copy(int start, int end) {
            for (int i = start; i < end; i++) {
                write(source.text.charAt(i), i);
            }
            return this;
        }

        /** Writes a text that stands for the source's character at a place. */
        Rewriting write(String replacement, int at) {
            for (int i = 0; i < replacement.length(); i++) {
                write(replacement.charAt(i), at);
            }
            return this;
        }

        private void write(char c, int at) {
            if (text.length() == origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            int last = source.origins.length - 1;
            origins[text.length()] = last < 0 ? 0 : source.origins[Math.min(at, last)];
            text.append(c);
        }

        /** What was written. */
        TracedText result() {
            return new TracedText(text.toString(), Arrays.copyOf(origins, text.length()));
        }
    }
}
