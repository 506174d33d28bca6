package gymscope.servers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds who listens on a port, where the system tells (Linux: {@code /proc}). */
final class PortOwner {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    private final Path proc;

    PortOwner(Path proc) {
        this.proc = proc;
    }

    /** The process in words, for instance {@code python3 (process 4711)}; empty when the system does not tell. */
    Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            rows(proc.resolve(table)).stream().skip(1).map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> isListening(fields, port)).forEach(fields -> sockets.add("socket:[" + fields[INODE] + "]"));
        }
        return sockets.isEmpty() ? Optional.empty() : holderOf(sockets);
    }

    /** The rows of a table; none on a system that has no such table or does not show it. */
    private static List<String> rows(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException notTold) {
            return List.of();
        }
    }

    private static boolean isListening(String[] fields, int port) {
        return fields.length > INODE && fields[STATE].equals(LISTENING) && Integer
                .parseInt(fields[LOCAL_ADDRESS].substring(fields[LOCAL_ADDRESS].lastIndexOf(':') + 1), HEXADECIMAL) == port;
    }

    private Optional<String> holderOf(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of("%s (process %s)".formatted(name, process.getFileName()));
                }
            }
        } catch (IOException notTold) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException notOurs) {
            return false;
        }
        return false;
    }
}
