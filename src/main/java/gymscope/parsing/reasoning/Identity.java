package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.WalkedStream;

/** No reasoning: a model whose thinking is switched off. */
final class Identity {

    private Identity() {
    }

    static ParsedAnswer parse(String text) {
        return MarkedText.content(text);
    }

    static AnswerStream stream() {
        return new WalkedStream() {
            @Override
            protected boolean step() {
                content(length());
                return false;
            }
        };
    }
}
