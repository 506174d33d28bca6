package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.ui.controls.Ink;
import java.util.function.Function;
import javafx.scene.paint.Color;

/** The colours of a surface for one quantity, as premultiplied ARGB of opaque colours. */
final class TokenInks {

    private final int[] fills;
    private final int[] texts;
    private final int[] rules = new int[Quantity.CHANNELS.size()];
    private final int calm;
    final int text;
    final int muted;
    final int focus;
    final int accent;
    final int found;
    final int hatch;
    final int page;

    TokenInks(Function<Ink, Color> ink, Quantity quantity) {
        int steps = quantity == Quantity.CHANNEL ? Quantity.CHANNELS.size() : Ink.HEAT_STEPS;
        fills = new int[steps];
        texts = new int[steps];
        for (int step = 0; step < steps; step++) {
            fills[step] = argb(ink.apply(fill(quantity, step)));
            texts[step] = argb(ink.apply(text(quantity, step)));
        }
        for (Channel channel : Quantity.CHANNELS) {
            rules[Quantity.step(channel)] = argb(ink.apply(of(channel)));
        }
        calm = quantity == Quantity.CHANNEL ? Quantity.step(Channel.CONTENT) : quantity == Quantity.GAP ? Ink.HEAT_STEPS / 2 : 0;
        text = argb(ink.apply(Ink.TEXT));
        muted = argb(ink.apply(Ink.MUTED));
        focus = argb(ink.apply(Ink.FOCUS));
        accent = argb(ink.apply(Ink.ACCENT));
        found = argb(ink.apply(Ink.WARN));
        page = argb(ink.apply(Ink.PAGE));
        hatch = argb(ink.apply(Ink.BORDER));
    }

    /** Whether a step has a fill; the calm one is the page itself. */
    boolean isFilled(int step) {
        return step >= 0 && step != calm;
    }

    int fill(int step) {
        return fills[step];
    }

    int textOn(int step) {
        return isFilled(step) ? texts[step] : text;
    }

    int rule(Channel channel) {
        return rules[Quantity.step(channel)];
    }

    /** The fill of a step. */
    static Ink fill(Quantity quantity, int step) {
        return switch (quantity) {
            case CHANNEL -> switch (Quantity.CHANNELS.get(step)) {
                case REASONING -> Ink.REASONING_TINT;
                case CONTENT -> Ink.PAGE;
                case TOOL_NAME -> Ink.TOOL_NAME_TINT;
                case TOOL_ARGUMENT -> Ink.TOOL_ARGUMENT_TINT;
                case TEMPLATE -> Ink.TEMPLATE_TINT;
            };
            case GAP -> Ink.diverging(step);
            default -> Ink.heat(step);
        };
    }

    /** The text on a step. */
    static Ink text(Quantity quantity, int step) {
        return switch (quantity) {
            case CHANNEL -> of(Quantity.CHANNELS.get(step));
            case GAP -> Ink.onDiverging(step);
            default -> Ink.onHeat(step);
        };
    }

    /** A channel's own colour. */
    static Ink of(Channel channel) {
        return switch (channel) {
            case REASONING -> Ink.REASONING;
            case TOOL_NAME -> Ink.TOOL_NAME;
            case TOOL_ARGUMENT -> Ink.TOOL_ARGUMENT;
            case TEMPLATE -> Ink.TEMPLATE;
            case CONTENT -> Ink.TEXT;
        };
    }

    private static int argb(Color colour) {
        int alpha = (int) Math.round(colour.getOpacity() * 255);
        return alpha << 24 | part(colour.getRed(), alpha) << 16 | part(colour.getGreen(), alpha) << 8
                | part(colour.getBlue(), alpha);
    }

    private static int part(double value, int alpha) {
        return (int) Math.round(value * alpha);
    }
}
