package gymscope.rollouts.lines;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Reads files of one JSON object a line, line by line; empty lines are passed over. */
public final class JsonLines {

    /** Takes one line. */
    @FunctionalInterface
    public interface LineReader {

        /**
         * Reads one line.
         *
         * @param number of the line in the file, from 1
         * @param text the line as it stands
         * @param row its JSON
         * @return whether to go on
         */
        boolean read(int number, String text, ObjectNode row);
    }

    private JsonLines() {
    }

    /**
     * Reads a file until its end or until the reader has enough.
     *
     * @throws Fault naming file and line when a line is no JSON object
     */
    public static void read(Path file, LineReader reader) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !reader.read(number, line, row(file, number, line))) {
                    return;
                }
            }
        } catch (MalformedInputException notText) {
            throw new Fault("%s is not UTF-8 text.".formatted(file), "Save the file as UTF-8.", notText);
        } catch (IOException problem) {
            throw unreadable(file, problem);
        }
    }

    /** The fault of a file that can't be read. */
    public static Fault unreadable(Path file, IOException problem) {
        return new Fault("'%s' can't be read: %s.".formatted(file, Fault.sentenceOf(problem)),
                "Check that the file is there and that you may read it.", problem);
    }

    private static ObjectNode row(Path file, int number, String line) {
        try {
            return Json.parseObject(line);
        } catch (Fault problem) {
            throw new Fault("Malformed JSON in '%s' at line %d: %s".formatted(file, number, problem.sentence()),
                    "Each line is one JSON object; mend or remove that line.", problem);
        }
    }
}
