package gymscope.ui.toolcalls;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.ParsedAnswer;
import gymscope.ui.controls.VerdictIcon;
import org.jspecify.annotations.Nullable;

/**
 * What one parser makes of the text.
 *
 * @param name the tool parser's name
 * @param format what reads the text: the parser, after a reasoning parser where there is one
 * @param verdict fits, half fits, finds nothing, or raises
 * @param answer its result, null where it raises
 * @param share of the text's characters that its result accounts for, 0 to 1; null where it raises
 * @param endpoint whether the endpoint's own parser found the same calls; null when there was no endpoint
 * @param why in a sentence
 */
record TriedParser(String name, AnswerFormat format, VerdictIcon.Kind verdict, @Nullable ParsedAnswer answer,
        @Nullable Double share,
        @Nullable Boolean endpoint, String why) {

    /** What it found, in words. */
    String found() {
        if (answer == null) {
            return "error";
        }
        int calls = answer.toolCalls().size();
        return calls == 1 ? "1 call" : calls + " calls";
    }

    /** Whether it found any call. */
    boolean finds() {
        return answer != null && !answer.toolCalls().isEmpty();
    }
}
