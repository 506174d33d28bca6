package gymscope.ui.rollouts;

import gymscope.rollouts.RewardHistogram;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.charts.Histogram;
import gymscope.ui.controls.charts.PassAtK;
import gymscope.ui.controls.charts.StepLine;
import gymscope.wire.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A run's figures: how far it is, tiles, and three small charts of one height. */
final class RunFiguresPane extends VBox {

    private final Label done = Words.label("", "display");
    private final Label total = Words.label("", "muted");
    private final Label rate = Words.label("", "code");
    private final Label rateUnit = Words.label(" /min", "code", "muted");
    private final Label remaining = Words.label("", "medium");
    private final Label doneAt = Words.label("", "muted");
    private final HBox pace = new HBox(rate, rateUnit, Words.label("·", "muted", "pace-dot"), remaining, doneAt);
    private final Label state = Words.label("", "muted");
    private final PartsBar bar = new PartsBar().thick();
    private final Label scored = Words.label("", "caption", "muted");
    private final Label failed = Words.label("", "caption", "toned");
    private final Label running = Words.label("", "caption", "toned");
    private final Label waiting = Words.label("", "caption", "muted");
    private final Tile elapsed = new Tile("Elapsed");
    private final Tile tokensOut = new Tile("Tokens out");
    private final Tile tokensIn = new Tile("Tokens in");
    private final Tile turns = new Tile("Turns, mean");
    private final Histogram rewards = new Histogram();
    private final PassAtK passes = new PassAtK();
    private final StepLine concurrency = new StepLine();
    private final Label rewardTitle = Words.label("Reward, mean", "caption", "muted");
    private final Label rewardMean = Words.label("", "code", "caption");
    private final Label passTitle = Words.label("", "caption", "muted");
    private final VBox passChart;
    private final VBox concurrencyChart;
    private final HBox concurrencyHead = new HBox(Words.label("Rollouts at once", "caption", "muted"), Words.space());
    private final HBox limits;
    private final VBox faults = new VBox();
    private @Nullable Fault shownFault;

    /**
     * @param changeLimit takes by how much the number of rollouts at once is to grow
     */
    RunFiguresPane(IntConsumer changeLimit) {
        getStyleClass().add("run-figures");
        limits = new HBox(new IconButton("mdi2m-minus", "Fewer rollouts at once", () -> changeLimit.accept(-1)),
                new IconButton("mdi2p-plus", "More rollouts at once", () -> changeLimit.accept(1)));
        limits.getStyleClass().add("chart-buttons");
        concurrencyHead.getChildren().add(limits);
        concurrencyHead.getStyleClass().add("chart-head");
        failed.getStyleClass().add("tone-fail");
        running.getStyleClass().add("tone-info");
        pace.getStyleClass().add("run-pace");
        HBox headline = new HBox(done, total, Words.space(), pace, state);
        headline.getStyleClass().add("run-headline");
        HBox counts = new HBox(scored, failed, running, waiting);
        counts.getStyleClass().add("run-counts");
        VBox progress = new VBox(headline, bar, counts);
        progress.getStyleClass().add("run-progress");
        HBox tiles = new HBox(elapsed, tokensOut, tokensIn, turns);
        tiles.getStyleClass().add("run-tiles");
        passChart = chart(head(passTitle), passes);
        concurrencyChart = chart(concurrencyHead, concurrency);
        HBox charts = new HBox(chart(head(rewardTitle, rewardMean), rewards), passChart, concurrencyChart);
        charts.getStyleClass().add("run-charts");
        getChildren().addAll(faults, progress, tiles, charts);
    }

    void show(RunSnapshot run) {
        showFault(run.fault());
        done.setText(Figures.count(run.finished()));
        total.setText("of " + Figures.count(run.total(), "rollout", "rollouts"));
        boolean moving = !run.state().isOver() && run.perMinute() > 0;
        rate.setText(Figures.decimal(run.perMinute(), run.perMinute() < 100 ? 1 : 0));
        remaining.setText(RunWords.remaining(run));
        doneAt.setText(RunWords.doneAt(run, Instant.now()).isEmpty() ? "" : ", " + RunWords.doneAt(run, Instant.now()));
        show(pace, moving && run.state() == RunState.RUNNING && run.remaining() != null);
        state.setText(RunWords.state(run.state()));
        show(state, !state.getText().isEmpty());
        bar.setParts(RunWords.parts(run));
        scored.setText(Figures.count(run.done()) + " scored");
        tell(failed, run.failuresInWords());
        tell(running, run.running() == 0 ? "" : Figures.count(run.running()) + " running");
        tell(waiting, run.waiting() == 0 ? "" : Figures.count(run.waiting()) + (run.state().isOver() ? " not run" : " waiting"));
        elapsed.show(RunWords.elapsed(run), "");
        tokensOut.show(tokens(run.outputTokens()),
                run.outputTokensPerSecond() > 0 ? Figures.count(Math.round(run.outputTokensPerSecond())) + "/s" : "");
        tokensIn.show(tokens(run.inputTokens()), run.inputTokens() > 0 && run.cachedTokens() > 0
                ? Math.round(100.0 * run.cachedTokens() / run.inputTokens()) + " % cached"
                : "");
        turns.show(run.meanTurns() == 0 ? Figures.UNKNOWN : Figures.decimal(run.meanTurns(), 1), "");
        showCharts(run);
    }

    private void showCharts(RunSnapshot run) {
        rewardMean.setText(RunWords.meanReward(run));
        List<RewardHistogram.Bin> bins = run.rewards().bins();
        rewards.show(bins.stream().map(bin -> RunWords.tick(bin.value())).toList(),
                bins.stream().map(RewardHistogram.Bin::count).toList(), RunWords.meanPlace(run));
        boolean repeats = run.passAtK().size() > 1;
        show(passChart, repeats);
        if (repeats) {
            passTitle.setText("pass@k, " + Figures.count(run.completeTasks(), "complete task", "complete tasks"));
            passes.show(RunWords.passPoints(run.passAtK()));
        }
        show(concurrencyChart, !run.concurrency().isEmpty());
        show(limits, !run.state().isOver());
        concurrency.show(RunWords.steps(run), "0:00", RunWords.elapsed(run.elapsed()));
    }

    private void showFault(@Nullable Fault fault) {
        if (!Objects.equals(fault, shownFault)) {
            shownFault = fault;
            faults.getChildren().setAll(fault == null ? List.<Node>of() : List.of(Banner.fault(fault, null)));
        }
    }

    /** Gives the charts more height in a tall window. */
    void setTall(boolean tall) {
        getStyleClass().remove("tall");
        if (tall) {
            getStyleClass().add("tall");
        }
    }

    private static String tokens(long count) {
        return count == 0 ? Figures.UNKNOWN : Figures.brief((double) count);
    }

    private static void tell(Label label, String words) {
        label.setText(words);
        show(label, !words.isEmpty());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static HBox head(Node... parts) {
        HBox head = new HBox(parts);
        head.getStyleClass().add("chart-head");
        return head;
    }

    private static VBox chart(Node head, Region plot) {
        VBox chart = new VBox(head, plot);
        chart.getStyleClass().add("run-chart");
        VBox.setVgrow(plot, Priority.ALWAYS);
        HBox.setHgrow(chart, Priority.ALWAYS);
        return chart;
    }

    /** A figure under its name. */
    private static final class Tile extends VBox {
        private final Label value = Words.label("", "tile-value");
        private final Label more = Words.label("", "code", "caption", "muted");

        Tile(String name) {
            getStyleClass().add("run-tile");
            HBox figures = new HBox(value, more);
            figures.getStyleClass().add("tile-figures");
            getChildren().addAll(Words.label(name, "caption", "muted"), figures);
        }

        void show(String text, String detail) {
            value.setText(text);
            more.setText(detail);
        }
    }
}
