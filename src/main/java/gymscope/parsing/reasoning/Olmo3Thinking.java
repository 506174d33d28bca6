package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;

/**
 * OLMo 3: reasoning up to the first {@code </think>}, after {@code <think>} only where the text begins with it; without
 * {@code </think>} all is content. A stream gives such a text out as reasoning, because it cannot know.
 */
final class Olmo3Thinking implements AnswerFormat {

    @Override
    public String name() {
        return "olmo3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int end = text.indexOf("</think>");
        if (end < 0) {
            return MarkedText.content(text);
        }
        int start = text.startsWith("<think>") ? "<think>".length() : 0;
        int content = end + "</think>".length();
        return new MarkedText(text).mark(Part.REASONING, start, end).mark(Part.CONTENT, content, text.length()).answer(
                start == end ? null : text.substring(start, end),
                content == text.length() ? null : text.substring(content));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new OpenedStream();
    }

    /** The start marker counts at the very beginning only. */
    private static final class OpenedStream extends ReasoningStream {

        private boolean opened;

        OpenedStream() {
            super(ThinkMarkers.THINK_END);
        }

        @Override
        protected boolean step() {
            if (!opened && mayBecome("<think>")) {
                return false;
            }
            if (!opened && isAt("<think>")) {
                skip("<think>".length());
            }
            opened = true;
            return super.step();
        }
    }
}
