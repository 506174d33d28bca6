package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats that only tell reasoning from content. */
public final class ReasoningFormats {

    private ReasoningFormats() {
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        return List.of();
    }
}
