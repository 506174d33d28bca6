package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;

/** Step 3.5: the base rule, without one line feed before {@code </think>} and one after it; what is empty then is null. */
final class Step3p5Thinking implements AnswerFormat {

    @Override
    public String name() {
        return "step3p5";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int opened = text.indexOf("<think>");
        int start = opened < 0 ? 0 : opened + "<think>".length();
        int found = text.indexOf("</think>", start);
        int end = found < 0 ? text.length() : found;
        int content = found < 0 ? text.length() : found + "</think>".length();
        boolean before = end > start && text.charAt(end - 1) == '\n';
        boolean after = content < text.length() && text.charAt(content) == '\n';
        return BaseThinking.split(text, start, before ? end - 1 : end, after ? content + 1 : content, true);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new ReasoningStream(ThinkMarkers.THINK) {
            private boolean begun;

            // Keeps a line feed back that may stand before the marker.
            @Override
            void give(int end) {
                reasoning(end > at() && charAt(end - 1) == '\n' ? end - 1 : end);
            }

            @Override
            boolean inContent() {
                if (!begun && at() < length()) {
                    begun = true;
                    skip(charAt(at()) == '\n' ? at() + 1 : at());
                }
                return super.inContent();
            }
        };
    }
}
