package gymscope.servers;

import gymscope.servers.http.Guard;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The addresses and tokens of running servers, in one file per process that only the user can read, so that an address
 * that a screen shows works as it stands for the commands of the same user. Thread-safe.
 */
public final class RunFile {

    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final String PREFIX = "servers-";
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Path file;
    private boolean hooked;

    /**
     * A running server.
     *
     * @param name the server's name
     * @param kind its implementation
     * @param url its address without a path
     * @param token what callers must show, null for an open server
     * @param model the model's name, null when not known
     */
    public record Entry(String name, String kind, URI url, @Nullable Secret token, @Nullable String model) {}

    /** @param folder see {@link RuntimeFolder} */
    public RunFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(PREFIX + ProcessHandle.current().pid() + SUFFIX);
    }

    /** The run file in the user's own runtime folder. */
    public static RunFile standard() {
        return new RunFile(RuntimeFolder.locate());
    }

    /** Replaces what this process says of its servers; without any the file goes. */
    public synchronized void write(List<Entry> entries) {
        if (entries.isEmpty()) {
            remove();
            return;
        }
        ObjectNode content = Json.object().put("pid", ProcessHandle.current().pid());
        ArrayNode servers = content.putArray("servers");
        entries.forEach(entry -> servers.add(toJson(entry)));
        try {
            Files.createDirectories(folder, rights("rwx------"));
            Path fresh = Files.createTempFile(folder, "new-", ".tmp", rights("rw-------"));
            Files.writeString(fresh, Json.write(content));
            replace(fresh);
            removeAtExit();
        } catch (IOException problem) {
            LOG.warn("Other commands must be given the servers' tokens by hand: {} can't be written ({})", file,
                    problem.getMessage());
        }
    }

    /** Removes this process's file. */
    public synchronized void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException problem) {
            LOG.warn("{} can't be removed: {}", file, problem.getMessage());
        }
    }

    /** The running server at an address, whatever its path and whichever of this machine's names it uses. */
    public Optional<Entry> lookup(URI address) {
        return entries().stream().filter(entry -> isSame(entry.url, address)).findFirst();
    }

    /** All running servers of this user; files of processes that are gone are removed. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path other : files) {
                read(other, entries);
            }
        } catch (IOException problem) {
            LOG.warn("{} can't be read: {}", folder, problem.getMessage());
        }
        return entries;
    }

    private static void read(Path other, List<Entry> entries) throws IOException {
        try {
            ObjectNode content = Json.parseObject(Files.readString(other));
            JsonNode pid = content.get("pid");
            if (pid == null || ProcessHandle.of(pid.asLong()).filter(ProcessHandle::isAlive).isEmpty()) {
                Files.deleteIfExists(other);
                return;
            }
            Json.elements(content, "servers").forEach(server -> entries.add(ofJson(server)));
        } catch (Fault | IllegalArgumentException unreadable) {
            LOG.warn("{} is left out, it is not what Gymscope writes: {}", other, unreadable.getMessage());
        }
    }

    private static boolean isSame(URI server, URI address) {
        String host = address.getHost();
        return host != null && server.getPort() == address.getPort() && "http".equalsIgnoreCase(address.getScheme())
                && Guard.isLoopback(host);
    }

    private static ObjectNode toJson(Entry entry) {
        Secret token = entry.token;
        return Json.object().put("name", entry.name).put("kind", entry.kind).put("url", entry.url.toString())
                .put("token", token == null ? null : token.reveal()).put("model", entry.model);
    }

    private static Entry ofJson(JsonNode server) {
        String token = Json.text(server, "token");
        return new Entry(String.valueOf(Json.text(server, "name")), String.valueOf(Json.text(server, "kind")),
                URI.create(String.valueOf(Json.text(server, "url"))), token == null ? null : Secret.of(token),
                Json.text(server, "model"));
    }

    /** In one step where the system can, so that a reader finds the old file or the new one. */
    private void replace(Path fresh) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void removeAtExit() {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::remove));
        }
    }

    private static FileAttribute<?>[] rights(String rights) {
        return POSIX
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
