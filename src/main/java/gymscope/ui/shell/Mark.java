package gymscope.ui.shell;

import javafx.scene.Group;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;

/** The application's glyph: a scope's screen whose trace steps from token to token, one of them lit. */
public final class Mark extends Group {

    private static final double DRAWN = 32;
    private static final double STROKE = 2.25;

    /**
     * Draws the glyph.
     *
     * @param size in px
     */
    public Mark(double size) {
        Rectangle screen = new Rectangle(2, 2, 28, 28);
        screen.setArcWidth(14);
        screen.setArcHeight(14);
        SVGPath trace = new SVGPath();
        trace.setContent("M5.5 20.5H11.5V11M18.5 11V24H23V17H26.5");
        Rectangle lit = new Rectangle(10.4, 8, 9.2, 5);
        lit.setArcWidth(3);
        lit.setArcHeight(3);
        lit.getStyleClass().add("mark-lit");
        Group drawing = new Group(line(screen), line(trace), lit);
        drawing.setScaleX(size / DRAWN);
        drawing.setScaleY(size / DRAWN);
        getChildren().add(drawing);
    }

    private static Shape line(Shape shape) {
        shape.getStyleClass().add("mark-line");
        shape.setStrokeWidth(STROKE);
        return shape;
    }
}
