package gymscope.rollouts;

import gymscope.rollouts.lines.FileLease;
import gymscope.rollouts.lines.JsonLines;
import gymscope.rollouts.lines.LineFile;
import gymscope.rollouts.lines.RowPlace;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that a run writes while it goes: the rollouts file itself is the journal. Opening it either starts afresh
 * (a rollouts file that is in the way is kept as {@code …_replaced.jsonl}, old failures go) or resumes. Thread-safe.
 */
final class Journal implements AutoCloseable {

    private final ArtifactPaths paths;
    private final ResumedRows resumed;
    private final boolean fresh;
    private final FileLease lease;
    private final LineFile rollouts;
    private final LineFile failures;
    private final LineFile timings;
    private final Map<RolloutKey, RowPlace> places = new ConcurrentHashMap<>();
    private volatile boolean written;

    private Journal(ArtifactPaths paths, ResumedRows resumed, boolean fresh, FileLease lease) {
        this.paths = paths;
        this.resumed = resumed;
        this.fresh = fresh;
        this.lease = lease;
        this.rollouts = LineFile.open(paths.rollouts(), paths.torn());
        this.failures = LineFile.open(paths.failures(), paths.torn());
        this.timings = LineFile.open(paths.timings(), paths.torn());
    }

    /** Whether there is something to resume: materialized inputs and a rollouts file. */
    static boolean canResume(ArtifactPaths paths) {
        return Files.exists(paths.materializedInputs()) && Files.exists(paths.rollouts());
    }

    /**
     * Starts afresh. Nothing of the old run is touched when the input can't be used.
     *
     * @throws Fault when the input can't be used, the files can't be written or another run writes them
     */
    static Journal fresh(CollectOptions options, int maxAttempts) {
        ArtifactPaths paths = options.paths();
        return leased(paths, lease -> {
            replaceOld(paths, options);
            return new Journal(paths, new ResumedRows(maxAttempts), true, lease);
        });
    }

    /**
     * Goes on behind the last whole row.
     *
     * @throws Fault when a row in the middle of a file is no JSON, the files can't be written or another run writes them
     */
    static Journal resume(CollectOptions options, int maxAttempts) {
        ArtifactPaths paths = options.paths();
        return leased(paths, lease -> {
            Journal journal = new Journal(paths, new ResumedRows(maxAttempts), false, lease);
            journal.forEachDone(journal.resumed::addDone);
            journal.forEachFailure(journal.resumed::addFailure);
            return journal;
        });
    }

    private static Journal leased(ArtifactPaths paths, Function<FileLease, Journal> opening) {
        try {
            Files.createDirectories(paths.rollouts().toAbsolutePath().getParent());
        } catch (IOException problem) {
            throw LineFile.unwritable(paths.rollouts(), problem);
        }
        FileLease lease = FileLease.take(paths.rollouts(), paths.lock());
        try {
            return opening.apply(lease);
        } catch (RuntimeException problem) {
            lease.close();
            throw problem;
        }
    }

    private static void replaceOld(ArtifactPaths paths, CollectOptions options) {
        Path parts = paths.materializedInputs().resolveSibling(paths.materializedInputs().getFileName() + ".part");
        try {
            try (BufferedWriter lines = Files.newBufferedWriter(parts)) {
                new InputRows(options).forEach(row -> writeLine(lines, parts, row));
            }
            if (Files.exists(paths.rollouts()) && Files.size(paths.rollouts()) > 0) {
                Files.move(paths.rollouts(), paths.replaced(), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(paths.failures());
            Files.deleteIfExists(paths.timings());
            Files.deleteIfExists(paths.aggregateMetrics());
            Files.move(parts, paths.materializedInputs(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw LineFile.unwritable(parts, problem);
        } finally {
            deleteQuietly(parts);
        }
    }

    /** All rows of the rollouts file, in the order in which they were written. */
    void forEachDone(Consumer<ObjectNode> rows) {
        forEach(paths.rollouts(), rows);
    }

    /** All rows of the failures file. */
    void forEachFailure(Consumer<ObjectNode> rows) {
        forEach(paths.failures(), rows);
    }

    /** All rows of the run, done or not. */
    void forEachInput(Consumer<ObjectNode> rows) {
        forEach(paths.materializedInputs(), rows);
    }

    /** The rows that are still to be done, as long as they are wanted. */
    void forEachToRun(Predicate<ObjectNode> rows) {
        JsonLines.read(paths.materializedInputs(),
                (number, text, row) -> !resumed.isToRun(row) || rows.test(resumed.prepared(row)));
    }

    private static void forEach(Path file, Consumer<ObjectNode> rows) {
        JsonLines.read(file, (number, text, row) -> {
            rows.accept(row);
            return true;
        });
    }

    /** Writes a result where it belongs; it is kept for good when this returns. */
    void append(ResultRow result, Instant startedAt, Duration duration) {
        written = true;
        RolloutKey key = RolloutKey.of(result.row());
        if (result.destination() == ResultRow.Destination.NOWHERE || key == null) {
            return;
        }
        LineFile lines = result.destination() == ResultRow.Destination.ROLLOUTS ? rollouts : failures;
        places.put(key, lines.append(result.row()));
        timings.append(Timings.line(key, startedAt, duration));
    }

    /** Where a result of this session stands; null when none was written. */
    @Nullable
    RowPlace placeOf(RolloutKey key) {
        return places.get(key);
    }

    ResumedRows resumed() {
        return resumed;
    }

    ArtifactPaths paths() {
        return paths;
    }

    /** Closes the files and takes away what a fresh run left that never wrote a row. */
    void closeAndForgetIfEmpty() {
        close();
        if (fresh && !written) {
            deleteQuietly(paths.rollouts());
            deleteQuietly(paths.failures());
            deleteQuietly(paths.timings());
            deleteQuietly(paths.materializedInputs());
        }
    }

    @Override
    public void close() {
        rollouts.close();
        failures.close();
        timings.close();
        lease.close();
    }

    private static void writeLine(BufferedWriter lines, Path file, ObjectNode row) {
        try {
            lines.write(Json.write(row));
            lines.write('\n');
        } catch (IOException problem) {
            throw LineFile.unwritable(file, problem);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException problem) {
            LoggerFactory.getLogger(Journal.class).debug("{} stays", file, problem);
        }
    }
}
