package gymscope.ui.shell;

import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a folder in the system's own file browser. Any thread; starts a program. */
public final class FolderWindow {

    private FolderWindow() {
    }

    /**
     * Shows the folder.
     *
     * @throws Fault when the system has no program for it
     */
    public static void show(Path folder) {
        List<String> command = command(System.getProperty("os.name", ""), folder);
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException missing) {
            throw new Fault("%s can't be shown: %s is not there.".formatted(folder, command.getFirst()),
                    "Open the folder in a file browser.", missing);
        }
    }

    static List<String> command(String system, Path folder) {
        String name = system.toLowerCase(Locale.ROOT);
        String program = name.contains("win") ? "explorer.exe" : name.contains("mac") ? "open" : "xdg-open";
        return List.of(program, folder.toAbsolutePath().toString());
    }
}
