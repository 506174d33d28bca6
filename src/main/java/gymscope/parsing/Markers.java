package gymscope.parsing;

/** The literal texts of the formats. */
final class Markers {

    static final String THINK = "<think>";
    static final String THINK_END = "</think>";
    static final String CALL = "<tool_call>";
    static final String CALL_END = "</tool_call>";

    private Markers() {
    }
}
