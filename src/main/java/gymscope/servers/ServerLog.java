package gymscope.servers;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a server logged. Thread-safe. */
public final class ServerLog {

    /** How many lines are kept. */
    static final int MOST_LINES = 2000;

    /** How grave a line is. */
    public enum Level {
        /** In the course of things. */
        INFO,
        /** Something to look at. */
        WARNING,
        /** Something failed. */
        ERROR
    }

    /** One line with the time when it was written. */
    public record Line(Instant time, Level level, String text) {}

    private final Deque<Line> lines = new ArrayDeque<>();

    void add(Level level, String text) {
        synchronized (lines) {
            if (lines.size() == MOST_LINES) {
                lines.removeFirst();
            }
            lines.addLast(new Line(Instant.now(), level, text));
        }
    }

    /** The lines from the oldest to the newest. */
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
