package gymscope.rollouts;

import gymscope.rollouts.lines.JsonLines;
import gymscope.rollouts.lines.RowPlace;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rollouts file read back, with the failures file beside it: every rollout in short, and whole rows when they are
 * asked for. Opening goes through the files once and keeps no row; a last line that is still being written, or was torn,
 * is left out. Immutable; a file that has grown since is opened again.
 */
public final class RolloutsFile {

    private final ArtifactPaths paths;
    private final Map<RolloutKey, Entry> entries;
    private final RunSnapshot snapshot;

    private record Entry(RolloutSummary summary, RowPlace place) {}

    /** Takes a row and where it stands. */
    @FunctionalInterface
    private interface RowSink {
        void accept(ObjectNode row, RowPlace place);
    }

    private RolloutsFile(ArtifactPaths paths, Map<RolloutKey, Entry> entries, RunSnapshot snapshot) {
        this.paths = paths;
        this.entries = entries;
        this.snapshot = snapshot;
    }

    /**
     * Reads a rollouts file, ours or NeMo Gym's.
     *
     * @throws Fault when it can't be read, or a line in its middle is no JSON object
     */
    public static RolloutsFile open(Path rollouts) {
        ArtifactPaths paths = new ArtifactPaths(rollouts);
        Timings timings = Timings.read(paths.timings());
        Map<RolloutKey, Entry> entries = new LinkedHashMap<>();
        scan(rollouts, (row, place) -> add(entries, timings, row, place));
        Map<RolloutKey, Entry> failed = new LinkedHashMap<>();
        if (Files.exists(paths.failures())) {
            scan(paths.failures(), (row, place) -> add(failed, timings, row, place));
        }
        failed.forEach(entries::putIfAbsent);
        return new RolloutsFile(paths, entries, snapshot(paths, entries));
    }

    /** The run's files. */
    public ArtifactPaths paths() {
        return paths;
    }

    /** Every rollout in short: finished ones in the order in which they were written, then those that only failed. */
    public List<RolloutSummary> rollouts() {
        return entries.values().stream().map(Entry::summary).toList();
    }

    /** The run as it stands in the files; durations and rates of the whole run are not known. */
    public RunSnapshot snapshot() {
        return snapshot;
    }

    /**
     * The whole row of a rollout, read from the file.
     *
     * @throws Fault when there is no such rollout, or the file was changed since
     */
    public ObjectNode row(RolloutKey key) {
        return entry(key).place().read();
    }

    /** The rollout turn by turn, read from the file. */
    public Trajectory trajectory(RolloutKey key) {
        return TrajectoryReader.read(entry(key).summary(), row(key));
    }

    private Entry entry(RolloutKey key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw new Fault("There is no rollout %d of task %d in '%s'.".formatted(key.attempt(), key.task(), paths.rollouts()),
                    "Choose one of the rollouts that the file has.");
        }
        return entry;
    }

    private static void add(Map<RolloutKey, Entry> entries, Timings timings, ObjectNode row, RowPlace place) {
        RolloutKey key = RolloutKey.of(row);
        // NeMo Gym's own example rollouts were stored without indices: their position names them.
        RolloutKey named = key == null ? new RolloutKey(entries.size(), 0) : key;
        entries.put(named, new Entry(timings.summary(named, row), place));
    }

    private static RunSnapshot snapshot(ArtifactPaths paths, Map<RolloutKey, Entry> entries) {
        RunMeter meter = new RunMeter();
        List<RolloutKey> expected = new ArrayList<>();
        if (Files.exists(paths.materializedInputs())) {
            scan(paths.materializedInputs(), (row, place) -> {
                RolloutKey key = RolloutKey.of(row);
                if (key != null) {
                    expected.add(key);
                }
            });
        } else {
            expected.addAll(entries.keySet());
        }
        expected.forEach(meter::expect);
        entries.values().forEach(entry -> meter.restore(entry.summary()));
        RunSnapshot counted = meter.snapshot();
        meter.setState(counted.waiting() == 0 ? RunState.FINISHED : RunState.STOPPED);
        return meter.snapshot();
    }

    private static void scan(Path file, RowSink rows) {
        try (InputStream bytes = Files.newInputStream(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 16];
            long start = 0;
            int number = 1;
            for (int length = bytes.read(block); length >= 0; length = bytes.read(block)) {
                int from = 0;
                for (int at = 0; at < length; at++) {
                    if (block[at] == '\n') {
                        line.write(block, from, at - from);
                        take(new RowPlace(file, start, line.size()), number++, line, false, rows);
                        start += line.size() + 1;
                        line.reset();
                        from = at + 1;
                    }
                }
                line.write(block, from, length - from);
            }
            take(new RowPlace(file, start, line.size()), number, line, true, rows);
        } catch (IOException problem) {
            throw JsonLines.unreadable(file, problem);
        }
    }

    private static void take(RowPlace place, int number, ByteArrayOutputStream line, boolean last, RowSink rows) {
        String text = line.toString(StandardCharsets.UTF_8);
        JsonNode row = Json.parseOrNull(text);
        if (row instanceof ObjectNode object) {
            rows.accept(object, place);
        } else if (!last && !text.isBlank()) {
            throw new Fault("Malformed JSON in '%s' at line %d.".formatted(place.file(), number),
                    "Each line is one JSON object; mend or remove that line.");
        }
    }
}
