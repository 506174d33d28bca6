package gymscope.ui.controls;

import java.util.List;
import java.util.Locale;

/** What a canvas draws with. The style sheets give each its colour under {@code -ink-…}. */
public enum Ink {
    PAGE, CHROME, TEXT, MUTED, LINE, BORDER, ACCENT, FOCUS, SELECTED, PLOT, PLOT_SOFT, SERIES_A, SERIES_B, WARN, FAIL, REASONING, TOOL_NAME, TOOL_ARGUMENT, TEMPLATE, REASONING_TINT, TOOL_NAME_TINT, TOOL_ARGUMENT_TINT, TEMPLATE_TINT, HEAT_0, HEAT_1, HEAT_2, HEAT_3, HEAT_4, HEAT_5, HEAT_6, HEAT_7, HEAT_8, ON_HEAT_0, ON_HEAT_1, ON_HEAT_2, ON_HEAT_3, ON_HEAT_4, ON_HEAT_5, ON_HEAT_6, ON_HEAT_7, ON_HEAT_8, DIV_0, DIV_1, DIV_2, DIV_3, DIV_4, DIV_5, DIV_6, DIV_7, DIV_8, ON_DIV_0, ON_DIV_1, ON_DIV_2, ON_DIV_3, ON_DIV_4, ON_DIV_5, ON_DIV_6, ON_DIV_7, ON_DIV_8;

    /** How many steps a heat scale has. */
    public static final int HEAT_STEPS = 9;

    private static final List<Ink> HEAT = List.of(HEAT_0, HEAT_1, HEAT_2, HEAT_3, HEAT_4, HEAT_5, HEAT_6, HEAT_7, HEAT_8);
    private static final List<Ink> ON_HEAT = List.of(ON_HEAT_0, ON_HEAT_1, ON_HEAT_2, ON_HEAT_3, ON_HEAT_4, ON_HEAT_5, ON_HEAT_6,
            ON_HEAT_7, ON_HEAT_8);

    private static final List<Ink> DIV = List.of(DIV_0, DIV_1, DIV_2, DIV_3, DIV_4, DIV_5, DIV_6, DIV_7, DIV_8);
    private static final List<Ink> ON_DIV = List.of(ON_DIV_0, ON_DIV_1, ON_DIV_2, ON_DIV_3, ON_DIV_4, ON_DIV_5, ON_DIV_6,
            ON_DIV_7,
            ON_DIV_8);

    /** The fill of a heat scale's step, 0 to 8. */
    public static Ink heat(int step) {
        return HEAT.get(step);
    }

    /** The text on a heat scale's step, 0 to 8. */
    public static Ink onHeat(int step) {
        return ON_HEAT.get(step);
    }

    /** The fill of a comparison scale's step, 0 to 8; the middle is equal. */
    public static Ink diverging(int step) {
        return DIV.get(step);
    }

    /** The text on a comparison scale's step, 0 to 8. */
    public static Ink onDiverging(int step) {
        return ON_DIV.get(step);
    }

    /** The property in the style sheets. */
    String property() {
        return "-ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
