package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats whose calls are XML-like, or messages on channels. */
public final class MarkupFormats {

    private MarkupFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of(new Step3(), new Dots(), new PoolsideV1(), new HyV3(), new MiniCpm5(), new MinimaxM1(), new KimiK3());
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        return List.of(new KimiK3Thinking());
    }

    /** The parsers of reasoning and calls in one pass, each under its names. */
    public static List<AnswerFormat> unified() {
        return List.of();
    }
}
