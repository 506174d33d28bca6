package gymscope.ui.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.rollouts.RewardHistogram;
import gymscope.rollouts.RolloutKey;
import gymscope.rollouts.RolloutState;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.Trajectory;
import gymscope.ui.Fx;
import gymscope.ui.shell.Inspection;
import gymscope.ui.shell.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Rollouts screen's logic on real runs through the pass-through server, and on files; no window. */
class RolloutsModelTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRunIsStartedWatchedAndOpenedAgain() throws Exception {
        try (FakePolicy policy = new FakePolicy(1_000); RolloutsWindow window = new RolloutsWindow(folder)) {
            RolloutsModel model = window.open().model();
            window.start(model, policy.config(folder), "mcqa.yaml", "mcqa.jsonl", 2, 20);
            Fx.until("the run is over", () -> snapshot(model).state().isOver());
            RunSnapshot end = Fx.get(() -> snapshot(model));
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
            assertThat(end.total()).isEqualTo(40);
            assertThat(end.failed()).isPositive();
            assertThat(end.failuresInWords()).isEqualTo("%d failed: %d context length".formatted(end.failed(), end.failed()));
            assertThat(end.passAtK()).hasSize(2);
            Fx.until("the table is full", () -> model.shown().rows().size() == 40);
            assertThat(Fx.get(() -> window.app().jobs().ended().getFirst().stateProperty().get())).isEqualTo(Job.State.DONE);
            Fx.until("the list reads the files", () -> entries(model).size() == 1
                    && state(entries(model).getFirst()) == RunState.FINISHED);
            Fx.run(() -> model.open(entries(model).getFirst()));
            Fx.until("the files are open", () -> model.shown().runProperty().get() instanceof StoredRun);
            Fx.until("the table is filled from the files", () -> model.shown().rows().size() == 40);
            assertThat(Fx.get(() -> snapshot(model)).meanReward()).isEqualTo(end.meanReward());
        }
    }

    @Test
    void aRunIsStoppedAndGoesOn() throws Exception {
        try (FakePolicy policy = new FakePolicy(7); RolloutsWindow window = new RolloutsWindow(folder)) {
            RolloutsModel model = window.open().model();
            window.start(model, policy.config(folder), "mcqa.yaml", "mcqa.jsonl", 1, 20);
            Fx.until("seven are over", () -> model.isLive() && snapshot(model).finished() == 7);
            assertThat(Fx.get(() -> window.app().jobs().running().size())).isEqualTo(1);
            Fx.run(model::pause);
            assertThat(Fx.get(() -> snapshot(model)).state()).isEqualTo(RunState.PAUSED);
            Fx.run(model::unpause);
            Fx.run(model::stop);
            Fx.until("it is over", () -> snapshot(model).state().isOver());
            assertThat(Fx.get(() -> snapshot(model)).state()).isEqualTo(RunState.STOPPED);
            assertThat(Fx.get(model::canResume)).isTrue();
            policy.let(1_000);
            Fx.run(model::resume);
            Fx.until("the rest is over", () -> snapshot(model).state() == RunState.FINISHED);
            assertThat(Fx.get(() -> snapshot(model)).finished()).isEqualTo(20);
        }
    }

    @Test
    void aRolloutIsSeenTurnByTurnAndItsCallsAreTheRealOnes() throws Exception {
        try (FakePolicy policy = new FakePolicy(1_000); RolloutsWindow window = new RolloutsWindow(folder)) {
            RolloutsModel model = window.open().model();
            window.start(model, policy.config(folder), "weather.yaml", "weather.jsonl", 1, 4);
            Fx.until("the run is over", () -> snapshot(model).state().isOver() && model.shown().rows().stream()
                    .filter(row -> row.state() != RolloutState.RUNNING).count() == 4);
            RolloutKey key = Fx.get(() -> model.shown().rows().stream().filter(row -> row.state() == RolloutState.DONE)
                    .findFirst().map(RolloutSummary::key).orElseThrow());
            Fx.run(() -> model.shown().select(key));
            TrajectoryModel trajectory = model.shown().trajectory();
            Fx.until("the turns are read", () -> trajectory(trajectory) != null);
            Trajectory read = Objects.requireNonNull(Fx.get(() -> trajectory(trajectory)));
            assertThat(read.turns()).hasSize(2);
            assertThat(ToolStepWords.arguments(read.turns().getFirst().tools().getFirst())).isEqualTo("\"Oslo\"");
            assertThat(ToolStepWords.result(read.turns().getFirst().tools().getFirst())).contains("Oslo");
            Fx.run(() -> trajectory.turnProperty().set(read.turns().getFirst()));
            Fx.run(trajectory::inspectTurn);
            Inspection real = Objects.requireNonNull(Fx.get(() -> window.app().inspectionProperty().get()));
            assertThat(real.exchanges()).hasSize(2).allMatch(exchange -> exchange.url().startsWith("http://127.0.0.1"));
            assertThat(real.index()).isZero();
            Path file = Fx.get(() -> Objects.requireNonNull(model.shown().runProperty().get()).file());
            Fx.run(() -> model.openFile(file));
            Fx.until("the file is open", () -> model.shown().runProperty().get() instanceof StoredRun
                    && model.shown().rows().size() == 4);
            Fx.run(() -> model.shown().select(key));
            Fx.until("the turns are read from the file", () -> trajectory(trajectory) != null);
            Fx.run(() -> trajectory.stepTurn(1));
            Fx.run(trajectory::inspectTurn);
            Inspection stored = Objects.requireNonNull(Fx.get(() -> window.app().inspectionProperty().get()));
            assertThat(stored.exchanges()).hasSize(2).allMatch(exchange -> exchange.endpoint().equals("rollouts.jsonl"));
            assertThat(stored.exchanges().get(1).requestBody()).as("the second call was given the tool's result")
                    .contains("function_call_output");
        }
    }

    @Test
    void filesOfNemoGymAreOpened() {
        Path samples = Path.of(System.getProperty("gymscope.vectors", "../shared/vectors"))
                .resolve("golden/collect/mcqa_openai_repeats/rollouts.jsonl");
        Assumptions.assumeTrue(Files.exists(samples), "there are no recordings at " + samples);
        try (RolloutsWindow window = new RolloutsWindow(folder)) {
            RolloutsModel model = window.open().model();
            Fx.run(() -> model.openFile(samples));
            Fx.until("the table is full", () -> model.shown().rows().size() == 20);
            Fx.run(() -> model.shown().queryProperty().set(RowQuery.ALL.sortedBy(RowColumn.REWARD, true)));
            Fx.until("rewards fall", () -> isFalling(model.shown().rows()));
            Fx.run(() -> model.shown().step(1));
            Fx.until("the turns are read", () -> trajectory(model.shown().trajectory()) != null);
            List<VerifierLine> lines = Fx.get(
                    () -> Objects.requireNonNull(model.shown().trajectory().shownProperty().get()).verifier());
            assertThat(lines.getFirst().name()).startsWith("answer is ");
            Fx.until("it is in the list", () -> entries(model).size() == 1);
        }
    }

    @Test
    void whatCanNotBeStartedIsSaidWithTheForm() throws Exception {
        try (RolloutsWindow window = new RolloutsWindow(folder)) {
            RolloutsModel model = window.open().model();
            Fx.run(() -> {
                model.openForm();
                model.form().text(NewRunModel.Field.INPUT).set(folder.resolve("nowhere.jsonl").toString());
                model.form().text(NewRunModel.Field.REPEATS).set("two");
                model.form().text(NewRunModel.Field.NAME).set("../up");
            });
            Fx.until("the input is looked at", () -> !model.form().problem(NewRunModel.Field.INPUT).isEmpty());
            assertThat(Fx.get(() -> model.form().problem(NewRunModel.Field.INPUT))).startsWith("There is no file ");
            assertThat(Fx.get(() -> model.form().problem(NewRunModel.Field.REPEATS))).isEqualTo("Give a whole number from 1 on.");
            assertThat(Fx.get(() -> model.form().problem(NewRunModel.Field.NAME))).startsWith("Give a name of letters");
            assertThat(Fx.get(() -> model.form().plan())).isEmpty();
            Path broken = Files.writeString(folder.resolve("broken.yaml"), "policy_model: [1\n");
            Fx.run(() -> {
                model.form().environmentProperty().set(NewRunModel.Environment.OWN);
                model.form().text(NewRunModel.Field.CONFIGS).set(broken.toString());
            });
            Fx.until("the configuration is looked at", () -> !model.form().problem(NewRunModel.Field.CONFIGS).isEmpty());
            assertThat(Fx.get(() -> model.form().problem(NewRunModel.Field.CONFIGS))).contains("broken.yaml");
        }
    }

    private static RunSnapshot snapshot(RolloutsModel model) {
        RunSnapshot now = model.shown().snapshotProperty().get();
        return now != null
                ? now
                : new RunSnapshot(RunState.READY, 0, 0, 0, Map.of(), 0,
                        Duration.ZERO, 0, null, null, null, new RewardHistogram(List.of()), List.of(), 0, 0, 0,
                        0, 0, 0, List.of(), null);
    }

    private static List<RunEntry> entries(RolloutsModel model) {
        return model.runs().entries();
    }

    private static RunState state(RunEntry entry) {
        RunSnapshot run = entry.snapshot();
        return run == null ? RunState.READY : run.state();
    }

    private static @Nullable Trajectory trajectory(TrajectoryModel model) {
        TrajectoryModel.Shown shown = model.shownProperty().get();
        return shown == null ? null : shown.trajectory();
    }

    private static boolean isFalling(List<RolloutSummary> rows) {
        for (int i = 1; i < rows.size(); i++) {
            Double before = rows.get(i - 1).reward();
            Double now = rows.get(i).reward();
            if (before == null || now == null || before < now) {
                return false;
            }
        }
        return true;
    }
}
