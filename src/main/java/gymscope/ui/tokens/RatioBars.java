package gymscope.ui.tokens;

import gymscope.tokens.comparison.RatioHistogram;
import gymscope.tokens.comparison.RatioHistogram.Bin;
import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** How often which ratio of B to A occurs: blue below 1, orange above, the count over each bar. */
final class RatioBars extends CanvasView {

    private static final double TOP = 18;
    private static final double LABELS = 18;
    private static final double NARROW = 22;

    private final List<Bin> bins;
    private final int highest;

    RatioBars(RatioHistogram histogram) {
        getStyleClass().add("ratio-bars");
        bins = histogram.bins();
        highest = Math.max(1, histogram.highest());
        setAccessibleText("Ratios of B to A: " + String.join(", ", bins.stream().filter(bin -> bin.count() > 0)
                .map(bin -> "%s to %s %d".formatted(edge(bin.from()), edge(bin.to()), bin.count())).toList()));
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        double base = height - LABELS;
        double pitch = width / bins.size();
        canvas.setFont(font());
        canvas.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double tall = bin.count() == 0 ? 0 : Math.max(1, Math.rint((base - TOP) * bin.count() / highest));
            boolean equal = bin.from() < 1 && bin.to() > 1;
            canvas.setFill(ink(equal ? Ink.BORDER : bin.to() <= 1 ? Ink.SERIES_A : Ink.SERIES_B));
            canvas.fillRect(Math.rint(i * pitch) + 1, base - tall, Math.max(1, Math.floor(pitch) - 2), tall);
            boolean room = pitch >= NARROW || bin.count() * 4 >= highest || equal;
            if (bin.count() > 0 && room) {
                canvas.setFill(ink(Ink.TEXT));
                canvas.fillText(Figures.count(bin.count()), (i + 0.5) * pitch, base - tall - 4);
            }
        }
        canvas.setStroke(ink(Ink.MUTED));
        canvas.setLineWidth(1);
        canvas.strokeLine(0, base + 0.5, width, base + 0.5);
        canvas.setFill(ink(Ink.MUTED));
        int middle = bins.size() / 2;
        int each = (middle - 1) / 3;
        String[] labels = {"1/8", "1/4", "1/2", "1", "2", "4", "8"};
        for (int i = -3; i <= 3; i++) {
            canvas.fillText(labels[i + 3], (middle + i * each + 0.5) * pitch, height - 4);
        }
    }

    private static String edge(double ratio) {
        return Figures.decimal(ratio, 2);
    }
}
