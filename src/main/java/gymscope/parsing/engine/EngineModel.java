package gymscope.parsing.engine;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/** A model family's format. */
interface EngineModel {

    /** Its table, as the request's template arguments have it. */
    Grammar grammar(ParseRequest request);

    /** Where a whole text begins. */
    default State initial(String text, ParseRequest request, Purpose purpose) {
        return purpose == Purpose.TOOL ? State.CONTENT : grammar(request).initial();
    }

    /** A whole text's reasoning and content. */
    default ParsedAnswer reasoning(EngineFormat format, String text, ParseRequest request) {
        return format.read(text, request);
    }
}
