package gymscope.parsing.json;

import gymscope.parsing.CallIds;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How a streaming parser of vLLM's gives out the calls that it reads.
 *
 * @param argumentKeys the members that may hold the arguments
 * @param rewrites whether arguments are written anew in Python's form, or passed on as the model writes them
 * @param skipsEmpty whether arguments that Python takes for false, such as {@code {}}, are left out
 * @param keepsLate whether arguments that stand before the name wait for the next call, so that those of the last are lost
 * @param ids the id of the call of an index
 */
record CallManner(List<String> argumentKeys, boolean rewrites, boolean skipsEmpty, boolean keepsLate, IntFunction<String> ids) {

    /** The parsers that compare what a partial JSON reader makes of the text before and after a piece: granite, llama, jamba. */
    static CallManner comparing(String... argumentKeys) {
        return new CallManner(List.of(argumentKeys), true, true, true, index -> CallIds.fresh());
    }

    /** As the model writes it. */
    static CallManner verbatim(IntFunction<String> ids) {
        return new CallManner(List.of("arguments"), false, false, false, ids);
    }
}
