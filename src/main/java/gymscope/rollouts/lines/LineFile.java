package gymscope.rollouts.lines;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of JSON lines that is only ever added to. A line reaches the operating system in one piece before
 * {@link #append} returns, so it outlives this process; the disk has it a second later at most, while lines keep coming.
 * There is to be one writer, see {@link FileLease}. Thread-safe, and safe against interrupts, which would close a channel in
 * the middle of a line.
 */
public final class LineFile implements AutoCloseable {

    private static final Duration DISK_INTERVAL = Duration.ofSeconds(1);

    private final Path file;
    private final RandomAccessFile bytes;
    private long lastSynced = System.nanoTime();

    private LineFile(Path file, RandomAccessFile bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Opens a file behind its last whole line, making it if need be. A last line without an end is completed when it is
     * whole JSON; otherwise it is moved to the end of {@code torn}.
     *
     * @throws Fault when it can't be written
     */
    public static LineFile open(Path file, Path torn) {
        try {
            LineFile lines = new LineFile(file, new RandomAccessFile(file.toFile(), "rw"));
            try {
                lines.mendEnd(torn);
                lines.bytes.seek(lines.bytes.length());
                return lines;
            } catch (IOException | RuntimeException problem) {
                lines.bytes.close();
                throw problem;
            }
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    /** Adds one compact line and says where it stands. */
    public synchronized RowPlace append(ObjectNode row) {
        try {
            byte[] line = (Json.write(row) + "\n").getBytes(StandardCharsets.UTF_8);
            RowPlace place = new RowPlace(file, bytes.getFilePointer(), line.length - 1);
            bytes.write(line);
            long now = System.nanoTime();
            if (now - lastSynced > DISK_INTERVAL.toNanos()) {
                bytes.getFD().sync();
                lastSynced = now;
            }
            return place;
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (bytes.getFD().valid()) {
                bytes.getFD().sync();
                bytes.close();
            }
        } catch (IOException problem) {
            throw unwritable(file, problem);
        }
    }

    public static Fault unwritable(Path file, IOException problem) {
        return new Fault("'%s' can't be written: %s.".formatted(file, Fault.sentenceOf(problem)),
                "Check the folder's permissions and the free space, then resume the run.", problem);
    }

    private void mendEnd(Path torn) throws IOException {
        long size = bytes.length();
        long end = endOfLastLine(size);
        if (end == size) {
            return;
        }
        byte[] rest = read(end, Math.toIntExact(size - end));
        if (Json.parseOrNull(new String(rest, StandardCharsets.UTF_8)) instanceof ObjectNode) {
            bytes.seek(size);
            bytes.write('\n');
            return;
        }
        try (FileOutputStream aside = new FileOutputStream(torn.toFile(), true)) {
            aside.write(rest);
            aside.write('\n');
            aside.getFD().sync();
        }
        bytes.setLength(end);
        bytes.getFD().sync();
    }

    private long endOfLastLine(long size) throws IOException {
        int blockSize = 1 << 16;
        for (long end = size; end > 0;) {
            byte[] block = read(Math.max(0, end - blockSize), (int) Math.min(blockSize, end));
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return end - block.length + i + 1;
                }
            }
            end -= block.length;
        }
        return 0;
    }

    private byte[] read(long position, int length) throws IOException {
        byte[] part = new byte[length];
        bytes.seek(position);
        bytes.readFully(part);
        return part;
    }
}
