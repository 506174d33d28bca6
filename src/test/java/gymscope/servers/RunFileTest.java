package gymscope.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.RunFile.Entry;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    private static final Entry SERVER = new Entry("policy_model", "local_model", URI.create("http://127.0.0.1:8123"),
            Secret.of("s3cret"),
            "gymscope-demo");

    @TempDir
    Path temporary;

    @Test
    void keepsServersForThisUserOnly() throws IOException {
        Path folder = temporary.resolve("run");
        new RunFile(folder).write(List.of(SERVER));

        Path file = onlyFileIn(folder);
        assertThat(file).hasFileName("servers-%d.json".formatted(ProcessHandle.current().pid()));
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions here");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
    }

    @Test
    void findsAServerByItsAddressUnderAnyNameOfThisMachine() {
        RunFile file = new RunFile(temporary);
        file.write(List.of(SERVER));

        for (String address : List.of("http://127.0.0.1:8123", "http://localhost:8123/v1", "http://[::1]:8123/v1/")) {
            assertThat(new RunFile(temporary).lookup(URI.create(address))).as(address).contains(SERVER);
        }
        for (String address : List.of("http://127.0.0.1:8124", "http://example.org:8123", "https://127.0.0.1:8123", "file:/x")) {
            assertThat(file.lookup(URI.create(address))).as(address).isEmpty();
        }
    }

    @Test
    void goesWithItsServers() throws IOException {
        RunFile file = new RunFile(temporary);
        file.write(List.of(SERVER));
        file.write(List.of());

        assertThat(file.entries()).isEmpty();
        try (var files = Files.list(temporary)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void filesOfProcessesThatAreGoneAreRemovedAndForeignOnesLeftOut() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path stale = temporary.resolve("servers-%d.json".formatted(ended.pid()));
        Files.writeString(stale, "{\"pid\":%d,\"servers\":[{\"name\":\"a\",\"kind\":\"b\",\"url\":\"http://127.0.0.1:1\"}]}"
                .formatted(ended.pid()));
        Path foreign = temporary.resolve("servers-x.json");
        Files.writeString(foreign, "not ours");
        new RunFile(temporary).write(List.of(SERVER));

        assertThat(new RunFile(temporary).entries()).containsExactly(SERVER);
        assertThat(stale).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void everySystemHasItsFolder() {
        Path home = Path.of("/home/u");

        assertThat(RuntimeFolder.locate("Linux", home, Map.of("XDG_RUNTIME_DIR", "/run/user/1")))
                .isEqualTo(Path.of("/run/user/1/gymscope"));
        assertThat(RuntimeFolder.locate("Linux", home, Map.of())).isEqualTo(Path.of("/home/u/.cache/gymscope/run"));
        assertThat(RuntimeFolder.locate("Mac OS X", home, Map.of())).isEqualTo(Path.of("/home/u/Library/Caches/Gymscope/run"));
        assertThat(RuntimeFolder.locate("Windows 11", home, Map.of("LOCALAPPDATA", "/l"))).isEqualTo(Path.of("/l/Gymscope/run"));
    }

    private static Path onlyFileIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.reduce((one, other) -> {
                throw new AssertionError("more than one file: " + one + ", " + other);
            }).orElseThrow();
        }
    }
}
