package gymscope.ui.rollouts;

import gymscope.rollouts.RolloutsFile;
import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.setup.ConfiguredRun;
import gymscope.rollouts.setup.RunsFolder;
import gymscope.servers.ServerFleet;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Tone;
import gymscope.ui.controls.Work;
import gymscope.ui.shell.AppModel;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Job;
import gymscope.wire.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What the Rollouts screen shows and does: the runs, the one that is open, and those under way. UI thread only. */
public final class RolloutsModel {

    private static final Duration TICK = Duration.millis(250);

    private final AppModel app;
    private final BooleanSupplier inFront;
    private final Runnable bringToFront;
    private final RunsModel runs;
    private final RunModel shown;
    private final NewRunModel form;
    private final BooleanProperty formOpen = new SimpleBooleanProperty(this, "formOpen");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<@Nullable String> opening = new ReadOnlyObjectWrapper<>(this, "opening");
    private final Map<Path, Active> active = new LinkedHashMap<>();
    private final Timeline clock = new Timeline(new KeyFrame(TICK, event -> tick()));
    private @Nullable Thread opens;

    private record Active(LiveRun run, Job job) {}

    /**
     * @param inFront whether the screen is at the front, so that an end needs no toast
     * @param bringToFront what the toast's link does
     */
    public RolloutsModel(AppModel app, BooleanSupplier inFront, Runnable bringToFront) {
        this.app = app;
        this.inFront = inFront;
        this.bringToFront = bringToFront;
        this.runs = new RunsModel(RunsFolder.in(app.workspace().folder()), app.notices()::problem);
        this.shown = new RunModel(new TrajectoryModel(this::inspect));
        this.form = new NewRunModel(app.home(), app.workspace().folder(), runs);
        clock.setCycleCount(Animation.INDEFINITE);
    }

    /** The runs of the workspace. */
    public RunsModel runs() {
        return runs;
    }

    /** The run that is open. */
    public RunModel shown() {
        return shown;
    }

    /** The form for a new run. */
    public NewRunModel form() {
        return form;
    }

    /** Whether the form is open. */
    public BooleanProperty formOpenProperty() {
        return formOpen;
    }

    /** Why the last thing that was asked for could not be done, null when it could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The name of the run that is about to start, null when none is. */
    public ReadOnlyObjectProperty<@Nullable String> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Opens a run of the list. */
    public void open(RunEntry entry) {
        formOpen.set(false);
        Active running = active.get(entry.file());
        if (running != null) {
            shown.show(running.run());
        } else {
            openFile(entry.file(), entry.name());
        }
    }

    /** Opens a rollouts file from anywhere, ours or NeMo Gym's. */
    public void openFile(Path file) {
        formOpen.set(false);
        if (!file.toAbsolutePath().normalize().startsWith(runs.folder())) {
            runs.add(file);
        }
        openFile(file, RunPlan.nameOf(file));
    }

    /** Opens the form, filled in with a sample. */
    public void openForm() {
        problem.set(null);
        form.reset();
        formOpen.set(true);
    }

    /** Starts the run that the form describes; a problem stays beside the form. */
    public void start() {
        Optional<RunPlan> plan = form.plan();
        plan.ifPresent(this::start);
    }

    /** Starts the multiple-choice sample on the demonstration model. */
    public void startSample() {
        try {
            start(form.sample());
        } catch (Fault noSamples) {
            problem.set(noSamples);
        }
    }

    /** Goes on with the open run where it was stopped. */
    public void resume() {
        RunPlan plan = plan();
        if (plan != null && canResume()) {
            start(plan);
        }
    }

    /** How the open run goes on, null when its files do not tell. */
    private @Nullable RunPlan plan() {
        ShownRun run = shown.runProperty().get();
        return run == null ? null : RunPlan.resuming(run.file());
    }

    /** Whether the open run can go on: it was stopped, or some of its rollouts failed and are tried again. */
    public boolean canResume() {
        RunSnapshot now = shown.snapshotProperty().get();
        return now != null && (now.state() == RunState.STOPPED || now.state() == RunState.ABORTED || onlyFailedAreLeft())
                && opening.get() == null && plan() != null;
    }

    /** Whether all rollouts of the open run were tried, and some failed. */
    public boolean onlyFailedAreLeft() {
        RunSnapshot now = shown.snapshotProperty().get();
        return now != null && now.state() == RunState.FINISHED && now.failed() > 0;
    }

    /** Starts no more rollouts until the run goes on. */
    public void pause() {
        live().ifPresent(Run::pause);
        tick();
    }

    /** Starts rollouts again. */
    public void unpause() {
        live().ifPresent(Run::unpause);
        tick();
    }

    /** Ends the open run when the rollouts under way are done. */
    public void drain() {
        live().ifPresent(Run::drain);
        tick();
    }

    /** Ends the open run now; rollouts under way are not kept. */
    public void stop() {
        live().ifPresent(Run::stop);
        tick();
    }

    /** Changes how many rollouts of the open run may be under way at once. */
    public void setConcurrency(int limit) {
        live().ifPresent(run -> run.setConcurrency(Math.max(1, limit)));
        tick();
    }

    /** Whether the open run is under way. */
    public boolean isLive() {
        return live().isPresent();
    }

    /** Gives up a run that is about to start; whether there was one. */
    public boolean cancelOpening() {
        Thread thread = opens;
        if (thread != null) {
            thread.interrupt();
        }
        return thread != null;
    }

    /** Takes what has changed in the runs under way. */
    void tick() {
        for (Active one : List.copyOf(active.values())) {
            RunSnapshot now = one.run().snapshot();
            one.job().report(now.total() == 0 ? 0 : (double) now.finished() / now.total(),
                    "%s of %s".formatted(Figures.count(now.finished()), Figures.count(now.total())));
            runs.showLive(one.run().file(), one.run().name(), now);
            if (now.state().isOver()) {
                ended(one, now);
            }
        }
        if (shown.runProperty().get() instanceof LiveRun) {
            shown.refresh();
        }
        if (active.isEmpty()) {
            clock.stop();
        }
    }

    private void start(RunPlan plan) {
        if (opens != null) {
            return;
        }
        problem.set(null);
        opening.set(plan.name());
        Job job = app.jobs().start("Collect " + plan.name(), () -> end(plan));
        ServerFleet fleet = app.servers().fleet();
        opens = Work.start("open run", () -> ConfiguredRun.open(plan.request(app.workspace().folder(), app.home()),
                fleet, app.client()), run -> {
                    opened();
                    begin(new LiveRun(run), job);
                }, fault -> {
                    opened();
                    if (fault instanceof InterruptedException) {
                        job.cancel();
                    } else {
                        job.failed(Fault.sentenceOf(fault));
                        problem.set(fault);
                    }
                });
    }

    private void opened() {
        opens = null;
        opening.set(null);
    }

    private void begin(LiveRun run, Job job) {
        active.put(run.file(), new Active(run, job));
        run.run().start();
        formOpen.set(false);
        shown.show(run);
        clock.play();
        tick();
    }

    /** The job was cancelled. */
    private void end(RunPlan plan) {
        if (!cancelOpening()) {
            active.values().stream().filter(one -> one.run().name().equals(plan.name())).forEach(one -> one.run().run().stop());
        }
    }

    private void ended(Active one, RunSnapshot now) {
        LiveRun run = one.run();
        active.remove(run.file());
        Fault fault = now.fault();
        if (fault != null) {
            one.job().failed(fault.sentence());
            app.notices().problem(fault);
        } else {
            one.job().done();
        }
        Thread.ofVirtual().name("close run").start(run.configured()::close);
        runs.endLive(run.file());
        if (!inFront.getAsBoolean()) {
            Double mean = now.meanReward();
            String figures = mean == null ? "" : ", mean reward " + Figures.decimal(mean, 3);
            app.notices().toast(fault != null ? Tone.FAIL : Tone.PASS,
                    "%s %s%s".formatted(run.name(), RunWords.state(now.state()), figures),
                    "Open", () -> {
                        bringToFront.run();
                        shown.show(run);
                    });
        }
    }

    private void openFile(Path file, String name) {
        problem.set(null);
        Work.start("open rollouts", () -> new StoredRun(name, RolloutsFile.open(file)), shown::show, problem::set);
    }

    private Optional<Run> live() {
        return shown.runProperty().get() instanceof LiveRun live && !live.snapshot().state().isOver()
                ? Optional.of(live.run())
                : Optional.empty();
    }

    private void inspect(Inspection inspection) {
        app.inspect(inspection);
    }
}
