package gymscope.ui.rollouts;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/** pass@k over k on an axis from 0 to 1: each point with its value above and its k below. */
final class PassChart extends Region {

    private static final double LABEL = 16;
    private static final int MOST = 5;

    private final Region baseline = new Region();
    private final Polyline line = new Polyline();
    private final List<Region> dots = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();
    private final List<Label> ticks = new ArrayList<>();
    private List<Integer> ks = List.of();
    private List<Double> estimates = List.of();

    PassChart() {
        getStyleClass().add("plot");
        baseline.getStyleClass().add("plot-baseline");
        line.getStyleClass().add("plot-line");
        getChildren().addAll(baseline, line);
    }

    /**
     * @param passAtK estimates for k = 1, 2, …
     */
    void show(List<Double> passAtK) {
        estimates = passAtK;
        ks = shown(passAtK.size());
        while (dots.size() < ks.size()) {
            Region dot = new Region();
            dot.getStyleClass().add("plot-dot");
            dots.add(dot);
            values.add(Words.label("", "plot-figure"));
            ticks.add(Words.label("", "plot-tick"));
            getChildren().addAll(dot, values.getLast(), ticks.getLast());
        }
        for (int i = 0; i < dots.size(); i++) {
            boolean used = i < ks.size();
            dots.get(i).setVisible(used);
            values.get(i).setText(used ? value(estimates.get(ks.get(i) - 1)) : "");
            ticks.get(i).setText(used ? Integer.toString(ks.get(i)) : "");
        }
        setAccessibleText(
                String.join(", ", ks.stream().map(k -> "pass@%d %s".formatted(k, value(estimates.get(k - 1)))).toList()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double floor = getHeight() - LABEL - 1;
        double room = floor - LABEL - 4;
        double step = ks.isEmpty() ? 0 : getWidth() / ks.size();
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < ks.size(); i++) {
            double x = Math.rint(step * (i + 0.5));
            double y = Math.rint(floor - 2 - estimates.get(ks.get(i) - 1) * room);
            points.add(x);
            points.add(y);
            dots.get(i).resizeRelocate(x - 2, y - 2, 5, 5);
            values.get(i).resizeRelocate(step * i, y - LABEL - 3, step, LABEL);
            ticks.get(i).resizeRelocate(step * i, floor + 1, step, LABEL);
        }
        line.getPoints().setAll(points);
        baseline.resizeRelocate(0, floor, getWidth(), 1);
    }

    /** All k when they are few, else powers of two and the last. */
    static List<Integer> shown(int most) {
        List<Integer> ks = new ArrayList<>();
        if (most <= MOST) {
            for (int k = 1; k <= most; k++) {
                ks.add(k);
            }
            return ks;
        }
        for (int k = 1; k <= most; k *= 2) {
            ks.add(k);
        }
        if (ks.getLast() != most) {
            ks.add(most);
        }
        return ks;
    }

    private static String value(double estimate) {
        String text = Figures.decimal(estimate, 3);
        return text.startsWith("0.") ? text.substring(1) : text;
    }
}
