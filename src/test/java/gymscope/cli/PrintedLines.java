package gymscope.cli;

import java.io.Writer;
import java.util.Queue;

/** Hands over each line that a command prints. */
final class PrintedLines extends Writer {

    private final Queue<String> lines;
    private final StringBuilder line = new StringBuilder();

    /** @param lines takes each line, without blanks at its ends */
    PrintedLines(Queue<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        for (char character : new String(text, offset, length).toCharArray()) {
            if (character == '\n') {
                lines.add(line.toString().strip());
                line.setLength(0);
            } else {
                line.append(character);
            }
        }
    }

    @Override
    public void flush() {
        // Every line is handed over at its end.
    }

    @Override
    public void close() {
        flush();
    }
}
