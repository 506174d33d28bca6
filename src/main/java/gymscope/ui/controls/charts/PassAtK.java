package gymscope.ui.controls.charts;

import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Ink;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** pass@k over k: a point with its value for each k, joined by a line. */
public final class PassAtK extends CanvasView {

    private static final double TEXT_SPACE = 16;
    private static final double SIDE = 18;
    private static final double DOT = 5;

    /**
     * One point.
     *
     * @param value from 0 to 1
     */
    public record Point(int k, double value) {}

    private List<Point> points = List.of();

    public PassAtK() {
        getStyleClass().add("chart");
    }

    /** Shows points, k ascending. */
    public void show(List<Point> newPoints) {
        points = List.copyOf(newPoints);
        setAccessibleText(
                "pass@k: " + String.join(", ", points.stream().map(point -> point.k() + " " + words(point.value())).toList()));
        repaint();
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        double baseline = Math.rint(height - TEXT_SPACE) - 0.5;
        canvas.setFont(font());
        canvas.setTextAlign(TextAlignment.CENTER);
        canvas.setStroke(ink(Ink.LINE));
        canvas.setLineWidth(1);
        canvas.strokeLine(0, baseline, width, baseline);
        if (points.isEmpty()) {
            return;
        }
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            x[i] = points.size() == 1 ? width / 2 : SIDE + (width - 2 * SIDE) * i / (points.size() - 1);
            y[i] = baseline - 6 - (baseline - 6 - TEXT_SPACE * 1.5) * points.get(i).value();
        }
        canvas.setStroke(ink(Ink.SERIES_A));
        canvas.setLineWidth(1.5);
        canvas.strokePolyline(x, y, points.size());
        for (int i = 0; i < points.size(); i++) {
            canvas.setFill(ink(Ink.SERIES_A));
            canvas.fillRect(x[i] - DOT / 2, y[i] - DOT / 2, DOT, DOT);
            canvas.setFill(ink(Ink.TEXT));
            canvas.fillText(words(points.get(i).value()), x[i], y[i] - 8);
            canvas.setFill(ink(Ink.MUTED));
            canvas.fillText(Integer.toString(points.get(i).k()), x[i], height - 3);
        }
    }

    private static String words(double value) {
        String number = String.format(Locale.ROOT, "%.3f", value);
        return number.startsWith("0") ? number.substring(1) : number;
    }
}
