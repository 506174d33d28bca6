package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutsFile;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.setup.RunsFolder;
import gymscope.ui.controls.Work;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The runs of the workspace, those under way first, then the newest. UI thread only; files are read on a thread of
 * their own, again only when they changed.
 */
public final class RunsModel {

    private final RunsFolder place;
    private final Consumer<Throwable> problems;
    private final ObservableList<RunEntry> entries = FXCollections.observableArrayList();
    private final Map<Path, RunSnapshot> live = new HashMap<>();
    private final Map<Path, RunEntry> known = new HashMap<>();
    private final Set<Path> opened = new LinkedHashSet<>();
    private boolean scanning;
    private boolean scanAgain;

    /**
     * @param place where runs lie, one folder each
     * @param problems is told of what can't be read
     */
    RunsModel(RunsFolder place, Consumer<Throwable> problems) {
        this.place = place;
        this.problems = problems;
    }

    /** The runs. */
    public ObservableList<RunEntry> entries() {
        return entries;
    }

    /** Where runs lie. */
    public Path folder() {
        return place.folder();
    }

    /** Adds a rollouts file from elsewhere to the list. */
    void add(Path file) {
        opened.add(file);
        scan();
    }

    /** Shows how far a run under way is. */
    void showLive(Path file, String name, RunSnapshot snapshot) {
        live.put(file, snapshot);
        RunEntry entry = new RunEntry(name, file, Instant.now(), snapshot);
        int at = indexOf(file);
        if (at >= 0) {
            entries.set(at, entry);
        } else {
            entries.addFirst(entry);
        }
    }

    /** A run is over: from now on its files are what is known. */
    void endLive(Path file) {
        live.remove(file);
        known.remove(file);
        scan();
    }

    /** Looks for runs, and reads those that changed. */
    public void scan() {
        if (scanning) {
            scanAgain = true;
            return;
        }
        scanning = true;
        Map<Path, RunEntry> before = Map.copyOf(known);
        Set<Path> skipped = Set.copyOf(live.keySet());
        List<Path> others = List.copyOf(opened);
        Work.start("list runs", () -> read(before, skipped, others), found -> {
            known.clear();
            found.forEach(entry -> known.put(entry.file(), entry));
            List<RunEntry> all = new ArrayList<>(entries.stream().filter(entry -> live.containsKey(entry.file())).toList());
            found.stream().filter(entry -> !live.containsKey(entry.file())).forEach(all::add);
            if (!entries.equals(all)) {
                entries.setAll(all);
            }
            scanned();
        }, problem -> {
            scanned();
            problems.accept(problem);
        });
    }

    private void scanned() {
        scanning = false;
        if (scanAgain) {
            scanAgain = false;
            scan();
        }
    }

    /** The rollouts file of a new run, {@code runs/mcqa-3/rollouts.jsonl}; nothing is made yet. */
    public Path next(String stem) {
        return place.next(stem);
    }

    /** The rollouts file of a run with this name. */
    public Path rolloutsOf(String name) {
        return folder().resolve(name).resolve("rollouts.jsonl");
    }

    private int indexOf(Path file) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).file().equals(file)) {
                return i;
            }
        }
        return -1;
    }

    private List<RunEntry> read(Map<Path, RunEntry> before, Set<Path> skipped, List<Path> others) throws IOException {
        List<RunEntry> found = new ArrayList<>();
        for (Path file : others) {
            found.add(entry(RunPlan.nameOf(file), file, before.get(file)));
        }
        for (Path file : place.all()) {
            if (!skipped.contains(file)) {
                found.add(entry(RunPlan.nameOf(file), file, before.get(file)));
            }
        }
        found.sort(Comparator.comparing(RunEntry::changedAt).reversed());
        return found;
    }

    private static RunEntry entry(String name, Path file, @Nullable RunEntry before) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        if (before != null && before.changedAt().equals(changed.toInstant())) {
            return before;
        }
        try {
            return new RunEntry(name, file, changed.toInstant(), RolloutsFile.open(file).snapshot());
        } catch (Fault unreadable) {
            return new RunEntry(name, file, changed.toInstant(), null);
        }
    }
}
