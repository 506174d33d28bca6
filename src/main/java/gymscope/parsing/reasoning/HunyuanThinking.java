package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import java.util.List;

/**
 * Hunyuan A13B: {@code <think>}, reasoning, {@code </think>} and {@code <answer>}, content, {@code </answer>}, each marker with
 * its line feeds. Content that ends with {@code </answer>} is the answer up to there; a text that is neither is content.
 */
final class HunyuanThinking implements AnswerFormat {

    private static final String START = "<think>\n";
    private static final String ANSWER = "\n</think>\n<answer>\n";
    private static final String END = "\n</answer>";

    @Override
    public String name() {
        return "hunyuan_a13b";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int end = text.indexOf(END);
        int start = end < 0 ? text.indexOf(START) : text.startsWith(START) ? 0 : -1;
        int answer = start < 0 ? -1 : text.indexOf(ANSWER, start + START.length());
        int content = answer + ANSWER.length();
        int answerEnd = answer < 0 ? end : text.indexOf(END, content);
        if (answer >= 0 && (end < 0 || answerEnd >= 0)) {
            return answer(text, start + START.length(), answer, content, answerEnd < 0 ? text.length() : answerEnd);
        }
        return end < 0 ? MarkedText.content(text) : answer(text, 0, 0, 0, end);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Sections();
    }

    private static ParsedAnswer answer(String text, int start, int end, int content, int contentEnd) {
        return new MarkedText(text).mark(Part.REASONING, start, end).mark(Part.CONTENT, content, contentEnd).answer(
                start == end ? null : text.substring(start, end),
                content == contentEnd ? null : text.substring(content, contentEnd));
    }

    /** vLLM's goes by the tokens of Hunyuan's own vocabulary; the texts of those tokens are looked for here. */
    private static final class Sections extends WalkedStream {

        private enum State {
            BEGINNING, REASONING, ANSWER, AFTER
        }

        private State state = State.BEGINNING;

        @Override
        protected boolean step() {
            return switch (state) {
                case BEGINNING -> beginning();
                case REASONING -> upTo(ANSWER, State.ANSWER);
                case ANSWER -> upTo(END, State.AFTER);
                case AFTER -> {
                    skip(length());
                    yield false;
                }
            };
        }

        private boolean beginning() {
            if (mayBecome(START)) {
                return false;
            }
            boolean thinks = isAt(START);
            skip(thinks ? START.length() : 0);
            state = thinks ? State.REASONING : State.ANSWER;
            return true;
        }

        private boolean upTo(String marker, State next) {
            int found = find(marker);
            int end = found < 0 ? safeEnd(List.of(marker)) : found;
            if (state == State.REASONING) {
                reasoning(end);
            } else {
                content(end);
            }
            if (found >= 0) {
                skip(found + marker.length());
                state = next;
            }
            return found >= 0;
        }
    }
}
