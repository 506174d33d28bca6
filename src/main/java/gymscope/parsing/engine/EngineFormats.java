package gymscope.parsing.engine;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats that vLLM reads with its parser engine. */
public final class EngineFormats {

    private EngineFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of();
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        return List.of();
    }

    /** The parsers of reasoning and calls in one pass, each under its names. */
    public static List<AnswerFormat> unified() {
        return List.of();
    }
}
