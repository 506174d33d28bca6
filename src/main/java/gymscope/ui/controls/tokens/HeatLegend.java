package gymscope.ui.controls.tokens;

import gymscope.ui.controls.CanvasView;
import gymscope.ui.controls.Ink;
import gymscope.ui.controls.Words;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** All nine steps of a quantity's scale with the values at its ends. */
public final class HeatLegend extends HBox {

    private final Label calm = Words.label("", "code", "caption", "muted");
    private final Label loud = Words.label("", "code", "caption", "muted");
    private final Steps steps = new Steps();

    public HeatLegend(Quantity quantity) {
        getStyleClass().add("heat-legend");
        getChildren().addAll(calm, steps, loud);
        calm.setMinWidth(USE_PREF_SIZE);
        loud.setMinWidth(USE_PREF_SIZE);
        show(quantity);
    }

    /** Shows another quantity's scale; channels have none, their key are their rules. */
    public void show(Quantity quantity) {
        calm.setText(quantity.calmEnd());
        loud.setText(quantity.loudEnd());
        steps.show(quantity);
        setVisible(quantity != Quantity.CHANNEL);
        setAccessibleText("%s from %s to %s in nine steps".formatted(quantity.words(), quantity.calmEnd(), quantity.loudEnd()));
    }

    private static final class Steps extends CanvasView {

        private Quantity quantity = Quantity.SURPRISAL;

        Steps() {
            getStyleClass().add("heat-steps");
        }

        void show(Quantity newQuantity) {
            quantity = newQuantity;
            repaint();
        }

        @Override
        protected void paint(GraphicsContext canvas, double width, double height) {
            canvas.setFill(ink(Ink.BORDER));
            canvas.fillRect(0, 0, width, height);
            double step = (width - 2) / Ink.HEAT_STEPS;
            for (int i = 0; i < Ink.HEAT_STEPS; i++) {
                canvas.setFill(ink(quantity == Quantity.GAP ? Ink.diverging(i) : Ink.heat(i)));
                double from = Math.rint(1 + i * step);
                canvas.fillRect(from, 1, Math.rint(1 + (i + 1) * step) - from, height - 2);
            }
        }
    }
}
