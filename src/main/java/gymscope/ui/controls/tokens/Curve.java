package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Ink;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/**
 * The chosen quantity of a model over the positions of its tokens: bars, those beyond the threshold dark, the threshold
 * dashed, the channels as a ribbon below, the selected position framed. A click selects. With more tokens than pixels each
 * column shows the largest of its tokens.
 */
public final class Curve extends CanvasView {

    private static final double TOP = 8;
    private static final double RIBBON = 3;
    private static final double LABELS = 18;
    private static final double AXIS = 56;
    private static final double TICK_SPACE = 60;
    private static final double[] STEPS = {1, 2, 5};
    private static final long COUNTING_NANOS = 4_000_000;

    private final TokensModel model;
    private final IntConsumer select;
    private final ReadOnlyStringWrapper above = new ReadOnlyStringWrapper(this, "above", "");

    /**
     * The curve of a model.
     *
     * @param select called with the position that is clicked
     */
    public Curve(TokensModel model, IntConsumer select) {
        this.model = model;
        this.select = select;
        getStyleClass().add("curve");
        model.selection().tokenProperty().addListener((property, before, now) -> repaint());
        model.quantityProperty().addListener((property, before, now) -> repaint());
        model.editionProperty().addListener((property, before, now) -> repaint());
        model.sizeProperty().addListener((property, before, now) -> repaint());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pressed);
    }

    /** What stands beside the curve's name: how many tokens are beyond the threshold. */
    public ReadOnlyStringProperty aboveProperty() {
        return above.getReadOnlyProperty();
    }

    @Override
    protected void paint(GraphicsContext canvas, double width, double height) {
        QuantityValues values = model.values();
        if (!values.count(COUNTING_NANOS)) {
            Platform.runLater(this::repaint);
        }
        int size = values.counted();
        double plotWidth = width - AXIS;
        double bottom = height - LABELS - RIBBON - 1;
        double most = quantity() == Quantity.PROBABILITY
                ? 1
                : Math.max(quantity().threshold() * 2, 2 * Math.ceil(values.most() / 2));
        canvas.setFont(font());
        axis(canvas, plotWidth, bottom, most);
        String words = "%s %s".formatted(Figures.count(values.above()), quantity().thresholdWords());
        if (!words.equals(above.get())) {
            Platform.runLater(() -> tell(words));
        }
        if (size == 0 || plotWidth <= 0) {
            return;
        }
        double pitch = plotWidth / size;
        double bar = Math.max(1, pitch >= 4 ? Math.floor(pitch) - 1 : pitch);
        bars(canvas, values, size, pitch, plotWidth, bottom, most);
        positions(canvas, size, pitch, height);
        int selected = model.selection().tokenProperty().get();
        if (selected >= 0 && selected < size) {
            canvas.setStroke(ink(Ink.FOCUS));
            canvas.setLineWidth(2);
            canvas.setLineDashes();
            canvas.strokeRect(Math.max(1, selected * pitch - 1), 1, Math.max(5, bar + 2), bottom + RIBBON + 1);
        }
    }

    private void tell(String words) {
        above.set(words);
        setAccessibleText("%s over %d tokens, %s".formatted(quantity().words(), tokens().size(), words));
    }

    private void bars(GraphicsContext canvas, QuantityValues values, int size, double pitch, double plotWidth, double bottom,
            double most) {
        double bar = Math.max(1, pitch >= 4 ? Math.floor(pitch) - 1 : pitch);
        for (int column = 0; column < Math.min(size, (int) plotWidth); column++) {
            int from = pitch >= 1 ? column : (int) (column / pitch);
            int to = pitch >= 1 ? column + 1 : Math.max(from + 1, Math.min(size, (int) ((column + 1) / pitch)));
            double amount = 0;
            for (int i = from; i < to; i++) {
                double one = values.at(i);
                amount = one > amount ? one : amount;
            }
            double x = pitch >= 1 ? column * pitch : column;
            double tall = Math.max(1, (bottom - TOP) * Math.min(1, amount / most));
            canvas.setFill(ink(amount > quantity().threshold() ? Ink.TEXT : Ink.PLOT));
            canvas.fillRect(x, bottom - tall, pitch >= 1 ? bar : 1, tall);
            channel(canvas, tokens().get(from).channel(), x, bottom + 2, Math.max(1, pitch));
        }
    }

    private void axis(GraphicsContext canvas, double plotWidth, double bottom, double most) {
        canvas.setLineWidth(1);
        canvas.setFill(ink(Ink.MUTED));
        for (int i = 0; i <= 2; i++) {
            double amount = most * i / 2;
            double y = Math.rint(bottom - (bottom - TOP) * i / 2) + 0.5;
            canvas.setStroke(ink(Ink.LINE));
            canvas.setLineDashes();
            canvas.strokeLine(0, y, plotWidth, y);
            canvas.fillText(quantity().write(amount, i == 2), plotWidth + 6, y + 4);
        }
        double y = Math.rint(bottom - (bottom - TOP) * quantity().threshold() / most) + 0.5;
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
            canvas.setFill(ink(TokenInks.of(channel)));
            double from = Math.floor(x);
            canvas.fillRect(from, y, Math.ceil(x + width) - from, RIBBON);
        }
    }

    private void pressed(MouseEvent event) {
        int size = tokens().size();
        double plotWidth = getWidth() - AXIS;
        if (size > 0 && event.getX() < plotWidth) {
            select.accept(Math.clamp((int) (event.getX() / plotWidth * size), 0, size - 1));
        }
    }

    private Quantity quantity() {
        return model.quantityProperty().get();
    }

    private List<TraceToken> tokens() {
        return model.tokens();
    }
}
