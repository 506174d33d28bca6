package gymscope.ui.rollouts;

import gymscope.rollouts.RewardHistogram;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.charts.PassAtK;
import gymscope.ui.controls.charts.StepLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A run's figures as words. */
final class RunWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int FEW = 5;

    private RunWords() {
    }

    /** Where the run is, in the words of its state, empty while it simply runs. */
    static String state(RunState state) {
        return switch (state) {
            case READY -> "ready";
            case RUNNING -> "";
            case PAUSED -> "paused";
            case DRAINING -> "draining, no more are started";
            case STOPPING -> "stopping";
            case STOPPED -> "stopped";
            case FINISHED -> "finished";
            case ABORTED -> "could not go on";
        };
    }

    /** Time left, {@code 27 min left}; empty when it is not known. */
    static String remaining(RunSnapshot run) {
        Duration left = run.remaining();
        return left == null ? "" : span(left) + " left";
    }

    /** When it will be done, {@code done at 14:31}; empty when it is not known. */
    static String doneAt(RunSnapshot run, Instant now) {
        Duration left = run.remaining();
        return left == null ? "" : "done at " + TIME.format(now.plus(left).atZone(ZoneId.systemDefault()));
    }

    /** Done, failed and running as parts of the whole. */
    static List<PartsBar.Part> parts(RunSnapshot run) {
        return PartsBar.shares(List.of(PartsBar.Kind.DONE, PartsBar.Kind.FAILED, PartsBar.Kind.RUNNING),
                List.of(run.done(), run.failed(), run.running()), run.total());
    }

    /** The mean reward with its standard error, {@code 0.673 ± 0.026}. */
    static String meanReward(RunSnapshot run) {
        Double mean = run.meanReward();
        Double error = run.standardError();
        if (mean == null) {
            return Figures.UNKNOWN;
        }
        return Figures.decimal(mean, 3) + (error == null ? "" : " ± " + Figures.decimal(error, 3));
    }

    /** How long the run went on in this session; "–" for files, which do not tell. */
    static String elapsed(RunSnapshot run) {
        Duration elapsed = run.elapsed();
        if (elapsed.isZero()) {
            return Figures.UNKNOWN;
        }
        return run.state().isOver() && elapsed.toSeconds() < 60 ? Figures.duration(elapsed) : elapsed(elapsed);
    }

    /** A clock that ticks, {@code 0:07}, {@code 45:18}, {@code 2:11:05}. */
    static String elapsed(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }

    /** What a row's state is called. */
    static String state(RolloutSummary row) {
        return switch (row.state()) {
            case RUNNING -> "Turn " + (row.turns() + 1);
            case DONE -> "Done";
            case FAILED -> row.failure() == null ? "Failed" : "Failed: " + row.failure();
        };
    }

    /** A reward with as many places as it needs, three at most: {@code 0.6}, {@code 0.125}. */
    static String reward(double reward) {
        int places = reward * 10 == Math.rint(reward * 10) ? 1 : reward * 100 == Math.rint(reward * 100) ? 2 : 3;
        return Figures.decimal(reward, places);
    }

    /** A reward under a bar: {@code 0}, {@code .2}, {@code 1}. */
    static String tick(double value) {
        String text = Figures.decimal(value, value == Math.rint(value) ? 0 : 1);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    /** Where the mean reward lies between the first bar (0) and the last (1), NaN when there is none. */
    static double meanPlace(RunSnapshot run) {
        Double mean = run.meanReward();
        List<RewardHistogram.Bin> bins = run.rewards().bins();
        if (mean == null || bins.size() < 2) {
            return Double.NaN;
        }
        double low = bins.getFirst().value();
        return (mean - low) / (bins.getLast().value() - low);
    }

    /** The points of pass@k: all when they are few, else powers of two and the last. */
    static List<PassAtK.Point> passPoints(List<Double> estimates) {
        int most = estimates.size();
        return IntStream.rangeClosed(1, most).filter(k -> most <= FEW || k == most || Integer.bitCount(k) == 1)
                .mapToObj(k -> new PassAtK.Point(k, estimates.get(k - 1))).toList();
    }

    /** The changes of the number of rollouts at once, along the time of this session. */
    static List<StepLine.Step> steps(RunSnapshot run) {
        double seconds = Math.max(1, run.elapsed().toMillis() / 1000.0);
        return run.concurrency().stream()
                .map(step -> new StepLine.Step(Math.min(1, step.at().toMillis() / 1000.0 / seconds), step.limit(),
                        run.concurrency().size() == 1 ? "" : step.reason()))
                .toList();
    }

    private static String span(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 60 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
