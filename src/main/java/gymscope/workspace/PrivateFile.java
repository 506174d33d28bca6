package gymscope.workspace;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON file that only the user may read, replaced as a whole: a crash leaves the old or the new one. */
final class PrivateFile {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path path;

    PrivateFile(Path path) {
        this.path = path;
    }

    /** What the file holds; an empty object when it is missing. One that is not readable is set aside. */
    ObjectNode read() {
        try {
            return Json.parseObject(Files.readString(path));
        } catch (NoSuchFileException missing) {
            return Json.object();
        } catch (IOException | Fault unreadable) {
            LOG.warn("{} can't be read and is set aside: {}", path, unreadable.getMessage());
            setAside();
            return Json.object();
        }
    }

    private void setAside() {
        try {
            Files.move(path, path.resolveSibling(path.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            LOG.warn("{} can't be set aside: {}", path, problem.getMessage());
        }
    }

    /**
     * Replaces the file.
     *
     * @throws Fault when it can't be written
     */
    synchronized void write(ObjectNode content) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder, permissions("rwx------"));
            Path fresh = Files.createTempFile(folder, path.getFileName().toString(), ".new", permissions("rw-------"));
            Files.writeString(fresh, Json.pretty(content) + "\n");
            replace(fresh);
        } catch (IOException problem) {
            throw new Fault("%s can't be written: %s.".formatted(path, problem.getMessage()),
                    "Check that the folder exists and that there is room.", problem);
        }
    }

    private void replace(Path fresh) throws IOException {
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] permissions(String rights) {
        return POSIX
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
