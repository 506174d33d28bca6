package gymscope.ui.controls.emoji;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Linux keeps fonts (XDG base directories). */
final class InstalledFonts {

    private static final String EMOJI = "NotoColorEmoji.ttf";
    private static final int DEPTH = 5;

    private InstalledFonts() {
    }

    /** The colour emoji font; none on other systems, whose emoji JavaFX draws. */
    static Optional<Path> emoji() {
        return System.getProperty("os.name", "").startsWith("Linux")
                ? folders().stream().flatMap(folder -> find(folder).stream()).findFirst()
                : Optional.empty();
    }

    private static List<Path> folders() {
        Path home = Path.of(System.getProperty("user.home", ""));
        List<Path> folders = new ArrayList<>();
        String own = variable("XDG_DATA_HOME", home.resolve(".local/share").toString());
        Stream.concat(Stream.of(own), Stream.of(variable("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")))
                .filter(folder -> !folder.isEmpty()).forEach(folder -> folders.add(Path.of(folder, "fonts")));
        folders.add(1, home.resolve(".fonts"));
        return folders;
    }

    private static String variable(String name, String otherwise) {
        String value = Objects.requireNonNullElse(System.getenv(name), "");
        return value.isEmpty() ? otherwise : value;
    }

    private static Optional<Path> find(Path folder) {
        try (Stream<Path> files = Files.find(folder, DEPTH, (file, attributes) -> file.endsWith(EMOJI),
                FileVisitOption.FOLLOW_LINKS)) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty(); // A folder that is not there or may not be read has no font for us.
        }
    }
}
