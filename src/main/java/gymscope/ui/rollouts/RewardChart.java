package gymscope.ui.rollouts;

import gymscope.rollouts.RewardHistogram;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** How often each reward came: bars on a baseline, the count above, the value below, and a mark under the mean. */
final class RewardChart extends Region {

    private static final double LABEL = 16;
    private static final double GAP = 6;
    private static final double MARK = 8;

    private final Region baseline = styled("plot-baseline");
    private final Region mark = styled("plot-mark");
    private final List<Region> bars = new ArrayList<>();
    private final List<Label> counts = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();
    private RewardHistogram histogram = new RewardHistogram(List.of());
    private @Nullable Double mean;

    RewardChart() {
        getStyleClass().add("plot");
        getChildren().addAll(baseline, mark);
    }

    void show(RewardHistogram newHistogram, @Nullable Double newMean) {
        histogram = newHistogram;
        mean = newMean;
        while (bars.size() < histogram.bins().size()) {
            bars.add(styled("plot-bar"));
            counts.add(Words.label("", "plot-figure"));
            values.add(Words.label("", "plot-tick"));
            getChildren().addAll(bars.getLast(), counts.getLast(), values.getLast());
        }
        for (int i = 0; i < bars.size(); i++) {
            boolean used = i < histogram.bins().size();
            int count = used ? histogram.bins().get(i).count() : 0;
            bars.get(i).setVisible(used && count > 0);
            counts.get(i).setText(used && count > 0 ? Figures.count(count) : "");
            values.get(i).setText(used ? tick(histogram.bins().get(i).value()) : "");
        }
        setAccessibleText("Rewards: " + String.join(", ",
                histogram.bins().stream().map(bin -> Figures.count(bin.count()) + " at " + tick(bin.value())).toList()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        int bins = histogram.bins().size();
        double floor = getHeight() - LABEL - 1;
        double room = floor - LABEL;
        double step = bins == 0 ? 0 : getWidth() / bins;
        int most = histogram.bins().stream().mapToInt(RewardHistogram.Bin::count).max().orElse(0);
        for (int i = 0; i < bins; i++) {
            double share = most == 0 ? 0 : (double) histogram.bins().get(i).count() / most;
            double height = Math.max(1, Math.rint(share * room));
            double x = snapPositionX(i * step + GAP / 2);
            bars.get(i).resizeRelocate(x, floor - height, snapSizeX(step - GAP), height);
            counts.get(i).resizeRelocate(i * step, floor - height - LABEL, step, LABEL);
            values.get(i).resizeRelocate(i * step, floor + 1, step, LABEL);
        }
        baseline.resizeRelocate(0, floor, getWidth(), 1);
        mark.setVisible(mean != null && bins > 1);
        if (mean != null && bins > 1) {
            double low = histogram.bins().getFirst().value();
            double high = histogram.bins().getLast().value();
            double x = step / 2 + (mean - low) / (high - low) * (getWidth() - step);
            mark.resizeRelocate(Math.rint(x - MARK / 2), floor + 1, MARK, 6);
        }
    }

    /** {@code 0}, {@code .2}, {@code 1}. */
    static String tick(double value) {
        String text = Figures.decimal(value, value == Math.rint(value) ? 0 : 1);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    private static Region styled(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setMouseTransparent(true);
        return region;
    }
}
