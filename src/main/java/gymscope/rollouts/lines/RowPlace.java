package gymscope.rollouts.lines;

import gymscope.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a row stands.
 *
 * @param file a file of JSON lines
 * @param start of the line, in bytes from the file's start
 * @param length of the line in bytes, without its end
 */
public record RowPlace(Path file, long start, int length) {

    /**
     * Reads the row.
     *
     * @throws gymscope.wire.Fault when the file can't be read or was changed since
     */
    public ObjectNode read() {
        byte[] line = new byte[length];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(start);
            bytes.readFully(line);
        } catch (IOException problem) {
            throw JsonLines.unreadable(file, problem);
        }
        return Json.parseObject(new String(line, StandardCharsets.UTF_8));
    }
}
