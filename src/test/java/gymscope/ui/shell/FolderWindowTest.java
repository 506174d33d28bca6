package gymscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each system's own program is asked. */
class FolderWindowTest {

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, explorer.exe"})
    void eachSystemHasItsProgram(String system, String program) {
        Path folder = Path.of("logs");
        assertThat(FolderWindow.command(system, folder)).containsExactly(program, folder.toAbsolutePath().toString());
    }
}
