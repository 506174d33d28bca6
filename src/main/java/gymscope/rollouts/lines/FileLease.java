package gymscope.rollouts.lines;

import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a file, for one writer at a time in all processes. The lock lies on a file of its own: POSIX takes
 * a process's lock from a file as soon as the process closes it once, and rollouts files are read while they grow.
 */
public final class FileLease implements AutoCloseable {

    /** Those that this process has: opening their lock files once more would take the locks away. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private FileLease(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the right.
     *
     * @param file what is to be written
     * @param lockFile made for the time being, in the same folder
     * @throws Fault when another writer has it, or the lock file can't be made
     */
    public static FileLease take(Path file, Path lockFile) {
        Path identity = lockFile.toAbsolutePath().normalize();
        if (!TAKEN.add(identity)) {
            throw inUse(file);
        }
        try {
            FileChannel channel = FileChannel.open(identity, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null && Files.exists(identity)) {
                return new FileLease(identity, channel);
            }
            channel.close();
        } catch (IOException problem) {
            TAKEN.remove(identity);
            throw LineFile.unwritable(lockFile, problem);
        }
        TAKEN.remove(identity);
        throw inUse(file);
    }

    /** Gives the right back. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(lockFile);
            channel.close();
        } catch (IOException problem) {
            throw LineFile.unwritable(lockFile, problem);
        } finally {
            TAKEN.remove(lockFile);
        }
    }

    private static Fault inUse(Path file) {
        return new Fault("Another run writes to '%s'.".formatted(file.toAbsolutePath().normalize()),
                "Wait for it, stop it, or give another output file.");
    }
}
