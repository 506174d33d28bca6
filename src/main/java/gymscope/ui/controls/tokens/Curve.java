package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/**
 * A quantity over the positions of a surface's tokens: bars, those above the threshold dark, the threshold dashed, the
 * channels as a ribbon below, the selected position framed. A click selects. With more tokens than pixels each column
 * shows the largest of its tokens.
 */
public final class Curve extends CanvasView {

    private static final double TOP = 8;
    private static final double RIBBON = 3;
    private static final double LABELS = 18;
    private static final double AXIS = 52;
    private static final double TICK_SPACE = 60;
    private static final double[] STEPS = {1, 2, 5};

    private final TokenSurface surface;
    private double threshold = 2;

    /** The curve of a surface; it follows the surface's tokens when {@link #refresh} is called. */
    public Curve(TokenSurface surface) {
        this.surface = surface;
        getStyleClass().add("curve");
        surface.selectedProperty().addListener((property, before, now) -> repaint());
        surface.quantityProperty().addListener((property, before, now) -> repaint());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pressed);
    }

    /** Draws again after the surface's tokens changed. */
    public void refresh() {
        int above = countAbove();
        setAccessibleText("%s over %d tokens, %d above the threshold".formatted(quantity().words(), tokens().size(), above));
        repaint();
    }

    /** From where on a token counts as uncertain: 2 bits, rank 5 or 200 ms. */
    public double threshold() {
        threshold = switch (quantity()) {
            case SURPRISAL, PROBABILITY, ENTROPY -> 2;
            case RANK -> 5;
            case ARRIVAL -> 200;
        };
        return threshold;
    }

    /** The threshold with its unit. */
    public String thresholdWords() {
        double limit = threshold();
        return Figures.count((long) limit) + unit();
    }

    /** How many tokens are above the threshold. */
    public int countAbove() {
        int count = 0;
        for (int i = 0; i < tokens().size(); i++) {
            count += value(i) > threshold() ? 1 : 0;
        }
        return count;
    }

    /** The next position above the threshold after the selected one, from the beginning again at the end; −1 for none. */
    public int nextAbove() {
        int size = tokens().size();
        int selected = surface.selectedProperty().get();
        for (int step = 1; step <= size; step++) {
            int position = Math.floorMod(selected + step, size);
            if (value(position) > threshold()) {
                return position;
            }
        }
        return -1;
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        int size = tokens().size();
        double plotWidth = width - AXIS;
        double bottom = height - LABELS - RIBBON - 1;
        double most = Math.max(threshold() * 2, largest());
        canvas.setFont(font());
        axis(canvas, plotWidth, bottom, most);
        if (size == 0) {
            return;
        }
        double pitch = plotWidth / size;
        double bar = Math.max(1, pitch >= 4 ? Math.floor(pitch) - 1 : pitch);
        for (int column = 0; column < Math.min(size, (int) plotWidth); column++) {
            int from = pitch >= 1 ? column : (int) (column / pitch);
            int to = pitch >= 1 ? column + 1 : Math.max(from + 1, Math.min(size, (int) ((column + 1) / pitch)));
            double value = 0;
            for (int i = from; i < to; i++) {
                value = Math.max(value, value(i));
            }
            double x = pitch >= 1 ? column * pitch : column;
            double tall = Math.max(1, (bottom - TOP) * Math.min(1, value / most));
            canvas.setFill(ink(value > threshold() ? Ink.TEXT : Ink.PLOT));
            canvas.fillRect(x, bottom - tall, pitch >= 1 ? bar : 1, tall);
            channel(canvas, tokens().get(from).channel(), x, bottom + 2, Math.max(1, pitch));
        }
        positions(canvas, size, pitch, height);
        int selected = surface.selectedProperty().get();
        if (selected >= 0 && selected < size) {
            canvas.setStroke(ink(Ink.FOCUS));
            canvas.setLineWidth(2);
            canvas.setLineDashes();
            canvas.strokeRect(Math.max(1, selected * pitch - 1), 1, Math.max(5, bar + 2), bottom + RIBBON + 1);
        }
    }

    private void axis(GraphicsContext canvas, double plotWidth, double bottom, double most) {
        canvas.setLineWidth(1);
        canvas.setFill(ink(Ink.MUTED));
        for (int i = 0; i <= 2; i++) {
            double value = most * i / 2;
            double y = Math.rint(bottom - (bottom - TOP) * i / 2) + 0.5;
            canvas.setStroke(ink(Ink.LINE));
            canvas.setLineDashes();
            canvas.strokeLine(0, y, plotWidth, y);
            canvas.fillText(Figures.decimal(value, most < 10 && value != Math.rint(value) ? 1 : 0) + (i == 2 ? unit() : ""),
                    plotWidth + 6, y + 4);
        }
        double y = Math.rint(bottom - (bottom - TOP) * threshold() / most) + 0.5;
        canvas.setStroke(ink(Ink.MUTED));
        canvas.setLineDashes(3, 3);
        canvas.strokeLine(0, y, plotWidth, y);
        canvas.setLineDashes();
    }

    private void positions(GraphicsContext canvas, int size, double pitch, double height) {
        canvas.setFill(ink(Ink.MUTED));
        int step = tickStep(TICK_SPACE / pitch);
        for (int position = 0; position < size; position += step) {
            canvas.fillText(Figures.count(position), position * pitch, height - 4);
        }
    }

    private static int tickStep(double least) {
        for (int power = 1; power < 100_000_000; power *= 10) {
            for (double step : STEPS) {
                if (step * power >= least && step * power >= 5) {
                    return (int) (step * power);
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    private void channel(GraphicsContext canvas, Channel channel, double x, double y, double width) {
        if (channel != Channel.CONTENT) {
            canvas.setFill(ink(TokenPainter.inkOf(channel)));
            double from = Math.floor(x);
            canvas.fillRect(from, y, Math.ceil(x + width) - from, RIBBON);
        }
    }

    private void pressed(MouseEvent event) {
        int size = tokens().size();
        double plotWidth = getWidth() - AXIS;
        if (size > 0 && event.getX() < plotWidth) {
            surface.select(Math.clamp((int) (event.getX() / plotWidth * size), 0, size - 1));
        }
    }

    private double largest() {
        double largest = 0;
        for (int i = 0; i < tokens().size(); i++) {
            largest = Math.max(largest, value(i));
        }
        return 2 * Math.ceil(largest / 2);
    }

    private double value(int position) {
        Double value = quantity().value(tokens().get(position), position == 0 ? null : tokens().get(position - 1));
        return value == null ? 0 : value;
    }

    private String unit() {
        return switch (quantity()) {
            case SURPRISAL, PROBABILITY, ENTROPY -> " bits";
            case RANK -> "";
            case ARRIVAL -> " ms";
        };
    }

    private Quantity quantity() {
        return surface.quantityProperty().get();
    }

    private List<TraceToken> tokens() {
        return surface.tokens();
    }
}
