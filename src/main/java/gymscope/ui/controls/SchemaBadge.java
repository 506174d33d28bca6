package gymscope.ui.controls;

import gymscope.parsing.ArgumentCheck;

/** What a tool's schema says of a call's arguments, as a badge. */
public final class SchemaBadge {

    private SchemaBadge() {
    }

    /** The badge for what a check found. */
    public static Badge of(ArgumentCheck.Result result) {
        return switch (result.outcome()) {
            case VALID -> new Badge("matches the schema", Tone.PASS, "mdi2c-check");
            case NO_SCHEMA -> new Badge("no schema", Tone.NEUTRAL);
            case UNKNOWN_TOOL -> Badge.warning("not among the tools");
            case INVALID ->
                new Badge(Figures.count(result.problems().size(), "schema error", "schema errors"), Tone.FAIL, "mdi2c-close");
            case NO_OBJECT -> new Badge("no JSON object", Tone.FAIL, "mdi2c-close");
            case UNUSABLE_SCHEMA -> Badge.warning("schema unusable");
        };
    }
}
