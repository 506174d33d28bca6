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
 * Granite 3.2: reasoning and content after sentences. A whole text without both is content, what stands before the first one is
 * dropped. A stream must begin with the first one, and is reasoning until the second comes.
 */
final class GraniteThinking implements AnswerFormat {

    private static final List<String> STARTS = List.of("Here is my thought process:", "Here's my thought process:");
    private static final List<String> ENDS = List.of("Here is my response:", "Here's my response:");

    @Override
    public String name() {
        return "granite";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        int opened = first(text, STARTS, 0);
        int start = opened < 0 ? -1 : text.indexOf(':', opened) + 1;
        int end = opened < 0 ? -1 : first(text, ENDS, start);
        if (end < 0) {
            return MarkedText.content(text);
        }
        int content = text.indexOf(':', end) + 1;
        return new MarkedText(text).mark(Part.REASONING, start, end).mark(Part.CONTENT, content, text.length()).answer(
                text.substring(start, end), content == text.length() ? null : text.substring(content));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Sentences();
    }

    private static int first(String text, List<String> markers, int from) {
        return markers.stream().mapToInt(marker -> text.indexOf(marker, from)).filter(found -> found >= 0).min().orElse(-1);
    }

    private static final class Sentences extends WalkedStream {

        private enum State {
            BEFORE, REASONING, CONTENT
        }

        private State state = State.BEFORE;

        @Override
        protected boolean step() {
            return switch (state) {
                case BEFORE -> before();
                case REASONING -> inReasoning();
                case CONTENT -> {
                    content(length());
                    yield false;
                }
            };
        }

        private boolean before() {
            if (STARTS.stream().anyMatch(this::mayBecome)) {
                return false;
            }
            state = State.CONTENT;
            for (String start : STARTS) {
                if (isAt(start)) {
                    skip(start.length());
                    state = State.REASONING;
                }
            }
            return true;
        }

        private boolean inReasoning() {
            int end = ENDS.stream().mapToInt(this::find).filter(found -> found >= 0).min().orElse(-1);
            if (end < 0) {
                reasoning(safeEnd(ENDS));
                return false;
            }
            reasoning(end);
            skip(find(":") + 1);
            state = State.CONTENT;
            return true;
        }
    }
}
