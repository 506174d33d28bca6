package gymscope.rollouts.setup;

import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where runs are kept that were given no place of their own: {@code runs/<name>-<n>/rollouts.jsonl} in the working
 * folder.
 *
 * @param folder the folder {@code runs}, which need not exist
 */
public record RunsFolder(Path folder) {

    private static final String ROLLOUTS = "rollouts.jsonl";

    /** The runs of a working folder. */
    public static RunsFolder in(Path workingFolder) {
        return new RunsFolder(workingFolder.resolve("runs"));
    }

    /** The rollouts file of a new run of this name; nothing is made yet. */
    public Path next(String name) {
        return rolloutsOf(name, 1 + numbers(name).max(Comparator.naturalOrder()).orElse(0));
    }

    /** The rollouts file of the latest run of this name. */
    public Optional<Path> latest(String name) {
        return numbers(name).filter(number -> Files.exists(rolloutsOf(name, number))).max(Comparator.naturalOrder())
                .map(number -> rolloutsOf(name, number));
    }

    /** The rollouts files of all runs, the one that was written last first. */
    public List<Path> all() {
        return inFolder(folders -> folders.map(run -> run.resolve(ROLLOUTS)).filter(Files::isRegularFile)
                .sorted(Comparator.comparingLong(RunsFolder::writtenAt).reversed()).toList());
    }

    private Path rolloutsOf(String name, int number) {
        return folder.resolve("%s-%d".formatted(name, number)).resolve(ROLLOUTS);
    }

    private Stream<Integer> numbers(String name) {
        Pattern numbered = Pattern.compile(Pattern.quote(name) + "-(\\d{1,9})");
        return inFolder(folders -> folders.map(run -> numbered.matcher(run.getFileName().toString()))
                .filter(matcher -> matcher.matches()).map(matcher -> Integer.valueOf(matcher.group(1))).toList()).stream();
    }

    private <T> List<T> inFolder(Function<Stream<Path>, List<T>> reading) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return reading.apply(folders);
        } catch (IOException problem) {
            throw new Fault("'%s' can't be read: %s.".formatted(folder, Fault.sentenceOf(problem)),
                    "Check the folder, or give an output file.", problem);
        }
    }

    private static long writtenAt(Path rollouts) {
        return rollouts.toFile().lastModified();
    }
}
