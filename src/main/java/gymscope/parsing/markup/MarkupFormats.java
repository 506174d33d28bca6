package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats whose calls are XML-like, or messages on channels. */
public final class MarkupFormats {

    private MarkupFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of(new Step3(), new Step3p5(), new Dots(), new PoolsideV1(), new HyV3(), new MiniCpm5(), new MinimaxM1(),
                new KimiK3(),
                new Inkling("inkling", Inkling.Use.TOOL), new MuseGlimmer(), new Harmony("openai", Harmony.Use.TOOL),
                new MinimaxM3());
    }

    /** The reasoning parsers, each under its names. */
    public static List<AnswerFormat> reasonings() {
        return List.of(new KimiK3Thinking(), new MuseThinking(), new Inkling("inkling", Inkling.Use.REASONING),
                new Harmony("openai_gptoss", Harmony.Use.REASONING), new CohereCommand("cohere_command3"),
                new CohereCommand("cohere_command4"));
    }

    /** The parsers of reasoning and calls in one pass, each under its names. */
    public static List<AnswerFormat> unified() {
        return List.of(new Inkling("inkling", Inkling.Use.UNIFIED), new Inkling("inkling+inkling", Inkling.Use.UNIFIED),
                new Harmony("openai_gptoss+openai", Harmony.Use.UNIFIED), new KimiK3Pair());
    }
}
