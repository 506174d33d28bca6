package gymscope.ui.verify;

import gymscope.client.Endpoint;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Job;
import gymscope.verification.Battery;
import gymscope.verification.BatteryListener;
import gymscope.verification.Check;
import gymscope.verification.CheckResult;
import gymscope.verification.Report;
import gymscope.verification.Theme;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the Verify screen shows and does. UI thread only; the battery is asked on a thread of its own. */
public final class VerifyModel {

    private final AppModel app;
    private final Battery battery;
    private final BooleanSupplier inFront;
    private final Runnable bringToFront;
    private final ReadOnlyObjectWrapper<@Nullable Verification> verification = new ReadOnlyObjectWrapper<>(this, "verification");
    private final StringProperty selected = new SimpleStringProperty(this, "selected", "");
    private final Map<Theme, Boolean> folds = new EnumMap<>(Theme.class);
    private @Nullable Thread asking;
    private @Nullable Job job;

    /**
     * @param inFront whether the screen is at the front, so that its end needs no toast
     * @param bringToFront what the toast's link does
     */
    public VerifyModel(AppModel app, Battery battery, BooleanSupplier inFront, Runnable bringToFront) {
        this.app = app;
        this.battery = battery;
        this.inFront = inFront;
        this.bringToFront = bringToFront;
    }

    /** How far it is and what was found, null before the first run. */
    public ReadOnlyObjectProperty<@Nullable Verification> verificationProperty() {
        return verification.getReadOnlyProperty();
    }

    /** The id of the check that is looked at, empty for none. */
    public StringProperty selectedProperty() {
        return selected;
    }

    /** The checks that will be asked. */
    public List<Check> checks() {
        return battery.checks();
    }

    /** Whether checks are asked now. */
    public boolean isRunning() {
        return asking != null;
    }

    /** Asks the chosen endpoint all checks; does nothing when none is chosen or checks are asked already. */
    public void run() {
        Endpoint endpoint = app.endpoints().current();
        if (endpoint == null || asking != null) {
            return;
        }
        folds.clear();
        selected.set("");
        Instant start = Instant.now();
        verification.set(new Verification(Verification.Phase.RUNNING, endpoint,
                battery.checks().stream().map(CheckRow::waiting).toList(), start, Duration.ZERO, null));
        job = app.jobs().start("Verify " + endpoint.name(), this::stop);
        ask(battery, endpoint, this::ended);
    }

    /** Asks one check again and keeps the other verdicts. */
    public void runAgain(CheckRow row) {
        Verification now = verification.get();
        if (now == null || asking != null) {
            return;
        }
        verification.set(now.with(CheckRow.running(row.check())));
        job = app.jobs().start("Verify again: " + row.check().title(), () -> {
            stop();
            verification.set(now);
        });
        ask(new Battery(List.of(row.check()), battery.callLimit()), now.endpoint(), report -> again(now, report));
    }

    /** Stops asking; verdicts so far stay. */
    public void stop() {
        Thread thread = asking;
        if (thread == null) {
            return;
        }
        asking = null;
        thread.interrupt();
        Job stopped = job;
        job = null;
        Verification now = verification.get();
        if (now != null) {
            verification.set(now.stopped(Instant.now()));
        }
        if (stopped != null) {
            stopped.cancel();
        }
    }

    /** Whether a group shows its head only: by the reader's wish, else when all in it passed. */
    public boolean isFolded(CheckGroup group) {
        return folds.getOrDefault(group.theme(), group.allPassed());
    }

    /** Folds or unfolds a group. */
    public void setFolded(CheckGroup group, boolean folded) {
        folds.put(group.theme(), folded);
    }

    /** Whether a row shows why it matters and what to change: when it failed, or when it is looked at. */
    public boolean isOpen(CheckRow row) {
        return row.hasMore() && (row.kind() == VerdictIcon.Kind.FAIL || row.id().equals(selected.get()));
    }

    /** Looks at a check; its exchanges go to the inspector. */
    public void select(CheckRow row) {
        selected.set(row.id());
        inspection(row, app::offer);
    }

    /** Opens a check's exchanges in the inspector. */
    public void inspect(CheckRow row) {
        selected.set(row.id());
        inspection(row, app::inspect);
    }

    /** The report as JSON text. */
    public String json() {
        Verification now = verification.get();
        return now == null ? "" : Json.pretty(now.report().toJson()) + "\n";
    }

    /** What a file with the report is called, such as {@code verify-demo.json}. */
    public String fileName() {
        Verification now = verification.get();
        String name = now == null ? "" : now.endpoint().name().replaceAll("[^A-Za-z0-9._-]+", "-");
        return "verify-%s.json".formatted(name);
    }

    /** Writes the report; a problem goes to the status line. */
    public void save(Path file) {
        try {
            Files.writeString(file, json());
        } catch (IOException problem) {
            app.notices().problem(new Fault("The report could not be written to %s.".formatted(file),
                    "Choose a folder that may be written to.", problem));
        }
    }

    private static void inspection(CheckRow row, Consumer<Inspection> show) {
        if (!row.exchanges().isEmpty()) {
            show.accept(new Inspection(row.exchanges().size() == 1 ? row.check().title() : "", row.exchanges(), 0));
        }
    }

    private void ask(Battery asked, Endpoint endpoint, Consumer<Report> done) {
        List<Thread> self = new ArrayList<>();
        BatteryListener listener = new BatteryListener() {
            @Override
            public void started(Check check) {
                Work.onUiThread(() -> show(self, CheckRow.running(check)));
            }

            @Override
            public void finished(CheckResult result) {
                Work.onUiThread(() -> show(self, CheckRow.of(result)));
            }
        };
        Thread thread = Work.start("verify " + endpoint.name(), () -> asked.run(app.client(), endpoint, listener), report -> {
            if (self.contains(asking)) {
                asking = null;
                done.accept(report);
            }
        }, problem -> {
            if (self.contains(asking)) {
                failed(problem);
            }
        });
        self.add(thread);
        asking = thread;
    }

    /** What a stopped battery still says is not shown. */
    private void show(List<Thread> by, CheckRow row) {
        Verification now = verification.get();
        if (now == null || !by.contains(asking)) {
            return;
        }
        Verification next = now.with(row);
        verification.set(next);
        if (job != null) {
            job.report((double) next.done() / next.rows().size(),
                    "%d of %d checks".formatted(next.done(), next.rows().size()));
        }
    }

    private void ended(Report report) {
        Verification now = verification.get();
        if (now == null) {
            return;
        }
        Verification end = now.ended(report);
        verification.set(end);
        endJob();
        end.rows().stream().filter(row -> row.kind() == VerdictIcon.Kind.FAIL).findFirst()
                .filter(row -> selected.get().isEmpty()).ifPresent(this::select);
        if (!inFront.getAsBoolean()) {
            Tone tone = switch (report.verdict()) {
                case FAIL -> Tone.FAIL;
                case WARN -> Tone.WARN;
                default -> Tone.PASS;
            };
            app.notices().toast(tone, "%s: %s".formatted(report.endpoint().name(), report.sentence()), "Open", bringToFront);
        }
    }

    private void again(Verification before, Report report) {
        Verification now = verification.get();
        if (now != null) {
            CheckRow row = CheckRow.of(report.results().getFirst());
            Verification next = now.with(row);
            boolean reached = report.stop() == null;
            verification.set(new Verification(before.phase(), next.endpoint(), next.rows(), next.startedAt(), next.took(),
                    reached && next.rows().stream().allMatch(CheckRow::isDone) ? null : before.stop()));
            inspection(row, app::offer);
        }
        endJob();
    }

    private void failed(Exception problem) {
        asking = null;
        Verification now = verification.get();
        if (now != null) {
            verification.set(now.stopped(Instant.now()));
        }
        if (job != null) {
            job.failed(Fault.sentenceOf(problem));
            job = null;
        }
        app.notices().problem(problem);
    }

    private void endJob() {
        if (job != null) {
            job.done();
            job = null;
        }
    }
}
