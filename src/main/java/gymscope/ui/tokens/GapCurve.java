package gymscope.ui.tokens;

import gymscope.tokens.comparison.Divergence;
import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.function.IntConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/**
 * The gap between two traces over the positions of the first: up where B finds a token more likely, down where less; a line
 * at the first difference. With more tokens than pixels each column shows the largest gap. A click selects.
 */
final class GapCurve extends CanvasView {

    private static final double AXIS = 56;
    private static final double LABELS = 20;
    private static final double TOP = 14;
    private static final double TICKS = 90;
    private static final int[] STEPS = {1, 2, 5};

    private final ComparisonModel model;

    GapCurve(ComparisonModel model, IntConsumer select) {
        this.model = model;
        getStyleClass().addAll("curve", "gap-curve");
        setAccessibleText("Gap of log probability by position. " + model.sentence());
        model.first().selection().tokenProperty().addListener((property, before, now) -> repaint());
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            int size = size();
            double plot = getWidth() - AXIS;
            if (event.getX() < plot && size > 0) {
                select.accept(Math.clamp((int) (event.getX() / plot * size), 0, size - 1));
            }
        });
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        int size = size();
        double plot = width - AXIS;
        double middle = Math.rint((TOP + height - LABELS) / 2);
        double half = middle - TOP;
        double most = most();
        canvas.setFont(font());
        canvas.setLineWidth(1);
        for (int side = -1; side <= 1; side++) {
            double y = middle - side * half + 0.5;
            canvas.setStroke(ink(Ink.LINE));
            canvas.strokeLine(0, y, plot, y);
            canvas.setFill(ink(Ink.MUTED));
            canvas.fillText((side > 0 ? "+" : "") + Figures.decimal(side * most, side == 0 ? 0 : 1), plot + 6, y + 4);
        }
        if (size == 0 || plot <= 0) {
            return;
        }
        double pitch = plot / size;
        difference(canvas, plot, height, pitch);
        for (int column = 0; column < Math.min(size, (int) plot); column++) {
            int from = pitch >= 1 ? column : (int) (column / pitch);
            int to = pitch >= 1 ? column + 1 : Math.max(from + 1, Math.min(size, (int) ((column + 1) / pitch)));
            double gap = largest(from, to);
            if (!Double.isNaN(gap)) {
                double tall = Math.max(1, half * Math.min(1, Math.abs(gap) / most));
                canvas.setFill(ink(gap < 0 ? Ink.SERIES_A : Ink.SERIES_B));
                canvas.fillRect(pitch >= 1 ? column * pitch : column, gap < 0 ? middle : middle - tall,
                        pitch >= 3 ? pitch - 1 : Math.max(1, pitch), tall);
            }
        }
        canvas.setFill(ink(Ink.MUTED));
        int step = step(TICKS / pitch);
        for (int position = 0; position < size; position += step) {
            canvas.fillText(Figures.count(position), position * pitch, height - 5);
        }
        int selected = model.first().selection().tokenProperty().get();
        if (selected >= 0 && selected < size) {
            canvas.setStroke(ink(Ink.FOCUS));
            canvas.setLineWidth(2);
            canvas.strokeRect(Math.max(1, selected * pitch - 1), TOP - 4, Math.max(5, pitch + 1), 2 * half + 8);
        }
    }

    private void difference(GraphicsContext canvas, double plot, double height, double pitch) {
        Divergence divergence = model.divergence();
        if (divergence == null) {
            return;
        }
        double x = Math.rint(divergence.position() * pitch);
        canvas.setFill(ink(Ink.CHROME));
        canvas.fillRect(x, TOP - 6, plot - x, height - LABELS - TOP + 12);
        canvas.setFill(ink(Ink.SERIES_A));
        canvas.fillRect(x - 1, TOP - 6, 2, height - LABELS - TOP + 12);
        canvas.setFill(ink(Ink.TEXT));
        String words = "first difference at " + Figures.count(divergence.position());
        double wide = words.length() * font().getSize() * 0.6;
        double beside = pitch + 8;
        canvas.fillText(words, x + beside + wide > plot ? x - 8 - wide : x + beside, TOP + 6);
    }

    private double largest(int from, int to) {
        double largest = Double.NaN;
        for (int i = from; i < to; i++) {
            double gap = model.gap(i);
            if (!Double.isNaN(gap) && (Double.isNaN(largest) || Math.abs(gap) > Math.abs(largest))) {
                largest = gap;
            }
        }
        return largest;
    }

    /** The axis ends at a round value above the largest gap, at 0.3 at least. */
    private double most() {
        Double largest = model.ratios().maxAbsolute();
        return largest == null || largest <= 0.3 ? 0.3 : largest <= 1 ? 1 : Math.ceil(largest);
    }

    private static int step(double least) {
        for (int power = 1; power < 100_000_000; power *= 10) {
            for (int step : STEPS) {
                if ((double) step * power >= least && step * power >= 5) {
                    return step * power;
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    private int size() {
        return model.a().trace().size();
    }
}
