package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Ink;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;

/** Draws rows of tokens: the fill tells the quantity, the rule below the channel. */
final class TokenPainter {

    private static final double RULE = 2;
    private static final double[] DASHES = {4, 3};
    private static final double[] DOTS = {1.5, 2};
    private static final double[] SOLID = {};
    private static final double BOX_PADDING = 3;

    private final GraphicsContext canvas;
    private final Function<Ink, Color> ink;
    private final FontMeasure measure;
    private final double lineHeight;
    private final double fillTop;
    private final double fillHeight;
    private final double baseline;

    TokenPainter(GraphicsContext canvas, Function<Ink, Color> ink, Font font, FontMeasure measure, double lineHeight) {
        this.canvas = canvas;
        this.ink = ink;
        this.measure = measure;
        this.lineHeight = lineHeight;
        this.fillTop = 1;
        this.fillHeight = lineHeight - 2;
        this.baseline = Math.rint((lineHeight - RULE / 2 - measure.height()) / 2 + measure.ascent());
        canvas.setFont(font);
        canvas.setLineCap(StrokeLineCap.BUTT);
        canvas.setLineJoin(StrokeLineJoin.MITER);
    }

    /**
     * Draws a piece.
     *
     * @param step of the heat scale, −1 for an unknown quantity
     */
    void piece(TokenShape.Line line, TraceToken token, int step, double x, double top) {
        if (step > 0) {
            canvas.setFill(ink.apply(Ink.heat(step)));
            canvas.fillRect(x, top + fillTop, line.width(), fillHeight);
        }
        Color text = ink.apply(step > 0 ? Ink.onHeat(step) : Ink.TEXT);
        canvas.setFill(text);
        double at = x;
        for (TokenShape.Segment segment : line.segments()) {
            if (segment.boxed()) {
                canvas.setStroke(text);
                canvas.setLineWidth(1);
                canvas.setLineDashes(SOLID);
                canvas.strokeRect(Math.floor(at) + 1.5, top + fillTop + 2.5, segment.width() - 3, fillHeight - 6);
                canvas.fillText(segment.text(), at + BOX_PADDING, top + baseline);
            } else {
                canvas.fillText(segment.text(), at, top + baseline);
            }
            at += segment.width();
        }
        rule(token.channel(), x, line.width(), top);
    }

    /** The block that stands where the next token of a stream will come. */
    void cursor(double x, double top) {
        canvas.setFill(ink.apply(Ink.ACCENT));
        canvas.fillRect(x, top + fillTop, measure.advance(), fillHeight);
    }

    /** The outline of a selected or hovered token, or of a stretch of a row. */
    void outline(double x, double width, double top) {
        canvas.setStroke(ink.apply(Ink.FOCUS));
        canvas.setLineWidth(2);
        canvas.setLineDashes(SOLID);
        canvas.strokeRect(Math.max(1, x), top + 1, width, lineHeight - 2);
    }

    private void rule(Channel channel, double x, double width, double top) {
        if (channel == Channel.CONTENT) {
            return;
        }
        canvas.setStroke(ink.apply(inkOf(channel)));
        canvas.setLineWidth(RULE);
        canvas.setLineDashes(channel == Channel.TOOL_ARGUMENT ? DASHES : channel == Channel.TEMPLATE ? DOTS : SOLID);
        double y = top + lineHeight - RULE;
        canvas.strokeLine(x + RULE / 2, y, x + width - RULE / 2, y);
    }

    static Ink inkOf(Channel channel) {
        return switch (channel) {
            case REASONING -> Ink.REASONING;
            case TOOL_NAME -> Ink.TOOL_NAME;
            case TOOL_ARGUMENT -> Ink.TOOL_ARGUMENT;
            case TEMPLATE -> Ink.TEMPLATE;
            case CONTENT -> Ink.TEXT;
        };
    }
}
