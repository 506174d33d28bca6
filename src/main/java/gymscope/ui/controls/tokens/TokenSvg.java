package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import java.util.List;
import java.util.Locale;

/** Rows of tokens as a drawing in SVG 1.1, with text that can be searched and copied. */
final class TokenSvg {

    private final StringBuilder svg = new StringBuilder();
    private final TokenInks inks;
    private final double lineHeight;
    private final double baseline;

    TokenSvg(TokenInks inks, FontMeasure measure, double lineHeight) {
        this.inks = inks;
        this.lineHeight = lineHeight;
        this.baseline = Math.rint((lineHeight - 1 - measure.height()) / 2 + measure.ascent());
    }

    /** The rows as a document. */
    String draw(TokensModel model, TokenLayout layout, int from, int to, double width, String font, double fontSize) {
        double height = (to - from) * lineHeight;
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" font-family=\"'%s', monospace\""
                        + " font-size=\"%s\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>%n",
                width, height, font, fontSize, hex(inks.page)));
        QuantityValues values = model.values();
        List<TraceToken> tokens = model.tokens();
        for (int row = from; row < to; row++) {
            for (int piece = layout.firstPiece(row); piece < layout.endPiece(row); piece++) {
                int token = layout.token(piece);
                piece(layout.line(piece), tokens.get(token).channel(), values.step(token), layout.x(piece),
                        (row - from) * lineHeight);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void piece(TokenShape.Line line, Channel channel, int step, double x, double top) {
        if (inks.isFilled(step)) {
            rect(x, top + 1, line.width() - 1, lineHeight - 2, "fill", inks.fill(step));
        }
        double at = x;
        for (TokenShape.Segment segment : line.segments()) {
            double padding = segment.boxed() ? TokenShapes.BOX_START : 0;
            if (segment.boxed()) {
                rect(at + 1.5, top + 2.5, segment.width() - 4, lineHeight - 6, "fill=\"none\" stroke", inks.textOn(step));
            }
            if (!segment.text().isBlank()) {
                svg.append(
                        String.format(Locale.ROOT, "<text x=\"%.2f\" y=\"%.2f\" fill=\"%s\" xml:space=\"preserve\">%s</text>%n",
                                at + padding, top + baseline, hex(inks.textOn(step)), escaped(segment.text())));
            }
            at += segment.width();
        }
        rule(channel, x, line.width() - 1, top);
    }

    private void rule(Channel channel, double x, double width, double top) {
        String dashes = switch (channel) {
            case TOOL_ARGUMENT -> " stroke-dasharray=\"4 3\"";
            case TEMPLATE -> " stroke-dasharray=\"2 2\"";
            default -> "";
        };
        if (channel != Channel.CONTENT) {
            svg.append(String.format(Locale.ROOT, "<path d=\"M%.2f %.2fh%.2f\" stroke=\"%s\" stroke-width=\"2\"%s/>%n", x,
                    top + lineHeight - 1.5, width, hex(inks.rule(channel)), dashes));
        }
    }

    private void rect(double x, double y, double width, double height, String paint, int colour) {
        svg.append(String.format(Locale.ROOT, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" %s=\"%s\"/>%n", x, y,
                Math.max(0, width), height, paint, hex(colour)));
    }

    private static String hex(int argb) {
        return String.format(Locale.ROOT, "#%06x", argb & 0xFFFFFF);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
