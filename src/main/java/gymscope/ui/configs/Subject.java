package gymscope.ui.configs;

import gymscope.config.ConfigRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An open configuration as the command line would read it, with drafts in place of files.
 *
 * @param file the open file
 * @param isEnvFile whether it is the workspace's {@code env.yaml}, which is read without configurations beside it
 * @param companions configurations that are loaded along with it, before it
 */
record Subject(Path file, boolean isEnvFile, List<Path> companions, List<String> overrides, Path folder,
        List<Path> searchFolders, Map<String, String> environment, Map<Path, String> drafts) {

    /** What the command line would be given. */
    ConfigRequest request() {
        return request(overrides);
    }

    /** The same without overrides, to tell what they replaced. */
    ConfigRequest base() {
        return request(List.of());
    }

    private ConfigRequest request(List<String> chosen) {
        List<Path> configs = Stream.concat(companions.stream(), isEnvFile ? Stream.empty() : Stream.of(shortest(file)))
                .toList();
        return new ConfigRequest(configs, chosen, folder, searchFolders, environment, drafts);
    }

    /** From the working folder on when it lies there. */
    private Path shortest(Path path) {
        return path.startsWith(folder) ? folder.relativize(path) : path;
    }
}
