package gymscope.ui.controls.charts;

import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** A value that changes in steps, such as concurrency over time, with the reason beside a step. */
public final class StepLine extends CanvasView {

    private static final double TEXT_SPACE = 16;
    private static final double RIGHT = 34;

    /**
     * A step.
     *
     * @param at from 0 (the left end) to 1 (the right end)
     * @param value from here on
     * @param reason a word or two, empty for none
     */
    public record Step(double at, double value, String reason) {}

    private List<Step> steps = List.of();
    private String from = "";
    private String to = "";

    public StepLine() {
        getStyleClass().add("chart");
    }

    /**
     * Shows steps, in order.
     *
     * @param newFrom what stands under the left end
     * @param newTo what stands under the right end
     */
    public void show(List<Step> newSteps, String newFrom, String newTo) {
        steps = List.copyOf(newSteps);
        from = newFrom;
        to = newTo;
        setAccessibleText(steps.isEmpty() ? "" : "Now " + Figures.count((long) steps.getLast().value()));
        repaint();
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        double baseline = Math.rint(height - TEXT_SPACE) - 0.5;
        double plot = width - RIGHT;
        canvas.setFont(font());
        canvas.setLineWidth(1);
        canvas.setStroke(ink(Ink.LINE));
        canvas.strokeLine(0, baseline, plot, baseline);
        canvas.setFill(ink(Ink.MUTED));
        canvas.setTextAlign(TextAlignment.LEFT);
        canvas.fillText(from, 0, height - 3);
        canvas.setTextAlign(TextAlignment.RIGHT);
        canvas.fillText(to, plot, height - 3);
        canvas.setTextAlign(TextAlignment.LEFT);
        if (steps.isEmpty()) {
            return;
        }
        double most = Math.max(1, steps.stream().mapToDouble(Step::value).max().orElse(1));
        canvas.setLineWidth(1.5);
        canvas.setStroke(ink(Ink.SERIES_A));
        canvas.beginPath();
        for (int i = 0; i < steps.size(); i++) {
            double x = steps.get(i).at() * plot;
            double y = y(steps.get(i).value(), most, baseline);
            if (i == 0) {
                canvas.moveTo(x, y);
            } else {
                canvas.lineTo(x, y(steps.get(i - 1).value(), most, baseline));
                canvas.lineTo(x, y);
            }
        }
        double last = y(steps.getLast().value(), most, baseline);
        canvas.lineTo(plot, last);
        canvas.stroke();
        reasons(canvas, plot, most, baseline);
        canvas.setFill(ink(Ink.TEXT));
        canvas.fillText(Figures.count((long) steps.getLast().value()), plot + 6, last + 4);
    }

    private void reasons(GraphicsContext canvas, double plot, double most, double baseline) {
        double free = 0;
        for (Step step : steps) {
            double x = step.at() * plot;
            if (!step.reason().isEmpty() && x >= free) {
                double y = y(step.value(), most, baseline);
                canvas.setFill(ink(Ink.WARN));
                canvas.fillRect(x - 2, y - 2, 4, 4);
                canvas.setFill(ink(Ink.MUTED));
                canvas.fillText(step.reason(), x + 6, Math.min(baseline - 3, y + 14));
                free = x + step.reason().length() * 7.0 + 12;
            }
        }
    }

    private static double y(double value, double most, double baseline) {
        return Math.rint(baseline - (baseline - TEXT_SPACE / 2) * value / most * 0.92);
    }
}
