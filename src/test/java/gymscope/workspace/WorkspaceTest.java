package gymscope.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.client.Endpoint;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsEndpointsWithTheNameOfTheirKeyOnly() throws IOException {
        try (Workspace workspace = open()) {
            workspace.save(new SavedEndpoint("lab", "http://127.0.0.1:8000/v1", "Qwen3-8B", "LAB_KEY"));
            workspace.save(new SavedEndpoint("open", "http://127.0.0.1:8001/v1", null, null));
            workspace.save(new SavedEndpoint("lab", "http://127.0.0.1:9000/v1", "Qwen3-8B", "LAB_KEY"));
        }
        try (Workspace workspace = open()) {
            assertThat(workspace.endpoints()).containsExactly(
                    new SavedEndpoint("lab", "http://127.0.0.1:9000/v1", "Qwen3-8B", "LAB_KEY"),
                    new SavedEndpoint("open", "http://127.0.0.1:8001/v1", null, null));
            Endpoint endpoint = workspace.endpoints().getFirst().resolve(Map.of("LAB_KEY", "secret-value"));
            assertThat(endpoint.key()).isNotNull();
            assertThat(Files.readString(workspace.settingsPath())).contains("${LAB_KEY}").doesNotContain("secret-value");
            workspace.forget("open");
            assertThat(workspace.endpoints()).hasSize(1);
        }
    }

    @Test
    void saysWhichVariableIsMissing() {
        SavedEndpoint endpoint = new SavedEndpoint("lab", "http://127.0.0.1:8000/v1", null, "LAB_KEY");
        assertThatThrownBy(() -> endpoint.resolve(Map.of())).isInstanceOf(Fault.class)
                .hasMessage("The key of lab is not known: the environment variable LAB_KEY is not set.");
    }

    @Test
    void keepsTheThemeAndWhatItDoesNotKnow() throws IOException {
        try (Workspace workspace = open()) {
            Files.createDirectories(workspace.settingsPath().getParent());
            Files.writeString(workspace.settingsPath(), "{\"later\": {\"a\": 1}, \"theme\": \"dark\"}");
        }
        try (Workspace workspace = open()) {
            assertThat(workspace.theme()).isEqualTo(Theme.DARK);
            workspace.setTheme(Theme.HIGH_CONTRAST);
        }
        try (Workspace workspace = open()) {
            assertThat(workspace.theme()).isEqualTo(Theme.HIGH_CONTRAST);
            assertThat(Json.parse(Files.readString(workspace.settingsPath())).at("/later/a").asInt()).isEqualTo(1);
        }
    }

    @Test
    void setsAsideSettingsThatAreNoJson() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("settings.json"), "{ torn");
        try (Workspace workspace = open()) {
            assertThat(workspace.theme()).isEqualTo(Theme.SYSTEM);
            workspace.setTheme(Theme.LIGHT);
        }
        try (Workspace workspace = open()) {
            assertThat(workspace.theme()).isEqualTo(Theme.LIGHT);
        }
        assertThat(folder.resolve("config").resolve("settings.json.unreadable")).hasContent("{ torn");
    }

    @Test
    void remembersTheWindowOverARestartForEachFolder() {
        try (Workspace workspace = open()) {
            workspace.windowState().put("screen", "Chat");
            workspace.windowState().put("window.width", 1440);
            workspace.windowState().put("chat.draft", Json.object().put("message", "half a thou"));
        }
        try (Workspace workspace = open()) {
            assertThat(workspace.windowState().text("screen", "Welcome")).isEqualTo("Chat");
            assertThat(workspace.windowState().number("window.width", 0)).isEqualTo(1440);
            assertThat(workspace.windowState().get("chat.draft")).isEqualTo(Json.object().put("message", "half a thou"));
        }
        try (Workspace other = Workspace.open(folder.resolve("other"), folder.resolve("config"))) {
            assertThat(other.windowState().text("screen", "Welcome")).isEqualTo("Welcome");
        }
    }

    @Test
    void onlyTheUserMayReadTheFilesAndNoOtherIsLeft() throws IOException {
        Assumptions.assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "no POSIX permissions here");
        try (Workspace workspace = open()) {
            workspace.setTheme(Theme.DARK);
            workspace.windowState().put("screen", "Chat");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("config"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2).allSatisfy(
                    file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("config")))).isEqualTo("rwx------");
    }

    @Test
    void findsTheUsualFolderOfEachSystem() {
        Path home = Path.of("home");
        assertThat(UserFolders.config("Linux", home, Map.of())).isEqualTo(home.resolve(".config").resolve("gymscope"));
        assertThat(UserFolders.config("Linux", home, Map.of("XDG_CONFIG_HOME", "xdg"))).isEqualTo(Path.of("xdg", "gymscope"));
        assertThat(UserFolders.config("Mac OS X", home, Map.of()))
                .isEqualTo(home.resolve("Library/Application Support/Gymscope"));
        assertThat(UserFolders.config("Windows 11", home, Map.of("APPDATA", "roaming")))
                .isEqualTo(Path.of("roaming", "Gymscope"));
    }

    private Workspace open() {
        return Workspace.open(folder.resolve("project"), folder.resolve("config"));
    }
}
