package gymscope.parsing.python;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats whose calls are written as in Python. */
public final class PythonFormats {

    private PythonFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of(new Pythonic("pythonic", false), new Pythonic("llama4_pythonic", true), new Olmo3(), new Lfm2(),
                new FunctionGemma());
    }
}
