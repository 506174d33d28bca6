package gymscope.cli;

import gymscope.wire.Fault;
import gymscope.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the folder whose history is read: a mixin. */
final class HistoryFolder {

    @Option(names = "--folder", paramLabel = "FOLDER", defaultValue = "",
            description = "The folder in which they were served; this one when left out.")
    private Path folder = Path.of("");

    /**
     * Opens the folder.
     *
     * @throws Fault when there is none
     */
    Workspace open() {
        if (!Files.isDirectory(folder)) {
            throw new Fault("There is no folder %s.".formatted(folder),
                    "Name the one in which gymscope serve was started, or leave --folder out for this one.");
        }
        return Workspace.open(folder);
    }
}
