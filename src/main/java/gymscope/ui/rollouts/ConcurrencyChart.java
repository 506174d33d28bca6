package gymscope.ui.rollouts;

import gymscope.rollouts.RunSnapshot;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/** How many rollouts may be under way at once over the time of this session, with the reason at the last step. */
final class ConcurrencyChart extends Region {

    private static final double LABEL = 16;
    private static final double RIGHT = 34;

    private final Region baseline = new Region();
    private final Polyline line = new Polyline();
    private final Label limit = Words.label("", "plot-figure", "at-left");
    private final Label reason = Words.label("", "plot-tick", "at-left");
    private final Label end = Words.label("", "plot-tick", "at-right");
    private final Label start = Words.label("0:00", "plot-tick", "at-left");
    private List<RunSnapshot.ConcurrencyStep> steps = List.of();
    private double seconds;

    ConcurrencyChart() {
        getStyleClass().add("plot");
        baseline.getStyleClass().add("plot-baseline");
        line.getStyleClass().add("plot-line");
        getChildren().addAll(baseline, line, limit, reason, start, end);
    }

    void show(RunSnapshot run) {
        steps = run.concurrency();
        seconds = Math.max(1, run.elapsed().toMillis() / 1000.0);
        end.setText(RunWords.elapsed(run.elapsed()));
        limit.setText(steps.isEmpty() ? "" : Figures.count(run.concurrencyLimit()));
        reason.setText(steps.isEmpty() ? "" : steps.getLast().reason());
        for (Label label : List.of(start, end)) {
            label.setVisible(!steps.isEmpty());
        }
        setAccessibleText("Rollouts at once: %s, %s".formatted(limit.getText(), reason.getText()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - RIGHT;
        double floor = getHeight() - LABEL - 1;
        int most = steps.stream().mapToInt(RunSnapshot.ConcurrencyStep::limit).max().orElse(1);
        double room = (floor - LABEL) * 0.75;
        List<Double> points = new ArrayList<>();
        double y = floor;
        for (RunSnapshot.ConcurrencyStep step : steps) {
            double x = snapPositionX(Math.min(1, step.at().toMillis() / 1000.0 / seconds) * width);
            if (!points.isEmpty()) {
                points.add(x);
                points.add(y);
            }
            y = Math.rint(floor - (double) step.limit() / Math.max(1, most) * room) + 0.5;
            points.add(x);
            points.add(y);
        }
        if (!points.isEmpty()) {
            points.add(width);
            points.add(y);
        }
        line.getPoints().setAll(points);
        limit.resizeRelocate(width + 6, y - LABEL / 2, RIGHT - 6, LABEL);
        reason.resizeRelocate(0, y + 3, width, LABEL);
        start.resizeRelocate(0, floor + 1, width / 2, LABEL);
        end.resizeRelocate(width / 2, floor + 1, width / 2, LABEL);
        baseline.resizeRelocate(0, floor, width, 1);
    }
}
