package gymscope.parsing.json;

import gymscope.parsing.AnswerFormat;
import java.util.List;

/** The formats whose calls are JSON between markers. */
public final class JsonFormats {

    private JsonFormats() {
    }

    /** The tool parsers, each under its names. */
    public static List<AnswerFormat> tools() {
        return List.of();
    }
}
