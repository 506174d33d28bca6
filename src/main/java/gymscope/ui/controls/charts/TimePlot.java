package gymscope.ui.controls.charts;

import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * Values over time, newest at the right, axis at the right: bars for a rate, or up to two lines for a pair such as p50
 * and p99. The scale grows in round steps and does not shrink while the chart lives, so that nothing jumps.
 */
public final class TimePlot extends CanvasView {

    private static final double AXIS = 60;
    private static final double TOP = 8;
    private static final double TIMES = 16;

    private final boolean bars;
    private final String unit;
    private List<double[]> series = List.of();
    private List<String> times = List.of();
    private double top;

    private TimePlot(boolean bars, String unit) {
        this.bars = bars;
        this.unit = unit;
        getStyleClass().add("chart");
    }

    /** A rate as bars. */
    public static TimePlot bars(String unit) {
        return new TimePlot(true, unit);
    }

    /** One or two values as lines; gaps where a value is NaN. */
    public static TimePlot lines(String unit) {
        return new TimePlot(false, unit);
    }

    /**
     * Shows values, oldest first.
     *
     * @param newSeries one or two of one length; NaN where nothing is known
     * @param newTimes what stands below at even distances, may be empty
     */
    public void show(List<double[]> newSeries, List<String> newTimes) {
        List<double[]> copies = new ArrayList<>();
        newSeries.forEach(values -> copies.add(values.clone()));
        series = copies;
        times = List.copyOf(newTimes);
        top = Math.max(top, roundUp(largest()));
        repaint();
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        double baseline = Math.rint(height - (times.isEmpty() ? 6 : TIMES)) - 0.5;
        double plot = width - AXIS;
        canvas.setFont(font());
        axis(canvas, plot, baseline);
        for (int i = 0; i < times.size(); i++) {
            canvas.setTextAlign(i == 0 ? TextAlignment.LEFT : i == times.size() - 1 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            canvas.fillText(times.get(i), times.size() == 1 ? 0 : plot * i / (times.size() - 1), height - 3);
        }
        for (int i = 0; i < series.size(); i++) {
            if (bars) {
                drawBars(canvas, series.get(i), plot, baseline);
            } else {
                drawLine(canvas, series.get(i), plot, baseline, i == 0 ? Ink.SERIES_A : Ink.SERIES_B);
            }
        }
    }

    private void axis(GraphicsContext canvas, double plot, double baseline) {
        canvas.setLineWidth(1);
        canvas.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i <= 2; i++) {
            double y = Math.rint(baseline - (baseline - TOP) * i / 2) + 0.5;
            double value = scale() * i / 2;
            canvas.setStroke(ink(Ink.LINE));
            canvas.strokeLine(0, y, plot, y);
            canvas.setFill(ink(Ink.MUTED));
            canvas.fillText(Figures.decimal(value, value == Math.rint(value) ? 0 : value < 0.1 ? 2 : 1) + (i == 0 ? "" : unit),
                    plot + 6, y + 4);
        }
    }

    private void drawBars(GraphicsContext canvas, double[] values, double plot, double baseline) {
        double pitch = plot / Math.max(1, values.length);
        double bar = Math.max(1, pitch - 1);
        canvas.setFill(ink(Ink.PLOT));
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                double tall = Math.max(1, (baseline - TOP) * values[i] / scale());
                canvas.fillRect(i * pitch, baseline - tall, bar, tall);
            }
        }
    }

    private void drawLine(GraphicsContext canvas, double[] values, double plot, double baseline, Ink colour) {
        canvas.setStroke(ink(colour));
        canvas.setLineWidth(1.5);
        boolean down = false;
        canvas.beginPath();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                down = false;
                continue;
            }
            double x = values.length == 1 ? plot : plot * i / (values.length - 1);
            double y = baseline - (baseline - TOP) * values[i] / scale();
            if (down) {
                canvas.lineTo(x, y);
            } else {
                canvas.moveTo(x, y);
                canvas.lineTo(x + 0.5, y);
            }
            down = true;
        }
        canvas.stroke();
    }

    private double scale() {
        return top > 0 ? top : 1;
    }

    private double largest() {
        double largest = 0;
        for (double[] values : series) {
            for (double value : values) {
                largest = Math.max(largest, Double.isNaN(value) ? 0 : value);
            }
        }
        return largest;
    }

    private static double roundUp(double value) {
        if (value <= 0) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[]{1, 2, 4, 5, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
