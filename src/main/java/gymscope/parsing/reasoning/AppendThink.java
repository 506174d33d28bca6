package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;

/** MiniMax M2 for agents that expect the thinking in the content: all is content, with the {@code <think>} of the prompt. */
final class AppendThink implements AnswerFormat {

    private static final String ADDED = "<think>";

    @Override
    public String name() {
        return "minimax_m2_append_think";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        return new MarkedText(text).mark(Part.CONTENT, 0, text.length()).answer(null, ADDED + text);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new WalkedStream() {
            private boolean added;

            @Override
            protected boolean step() {
                if (!added && length() > 0) {
                    added = true;
                    out().content(ADDED, 0);
                }
                content(length());
                return false;
            }
        };
    }
}
