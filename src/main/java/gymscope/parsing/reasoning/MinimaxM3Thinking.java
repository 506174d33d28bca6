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
 * MiniMax M3: reasoning between {@code <mm:think>} and {@code </mm:think>} anywhere in the content, or from the beginning when
 * {@code thinking_mode} is {@code enabled}; an end marker at the very beginning is dropped.
 */
final class MinimaxM3Thinking implements AnswerFormat {

    private static final String START = "<mm:think>";
    private static final String END = "</mm:think>";

    @Override
    public String name() {
        return "minimax_m3";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        boolean inside = startsInside(request);
        int start = text.indexOf(START);
        if (!inside && text.startsWith(END)) {
            return content(text, END.length());
        }
        if (start < 0 && !inside) {
            return MarkedText.content(text);
        }
        int before = Math.max(start, 0);
        int from = start < 0 ? 0 : start + START.length();
        int found = text.indexOf(END, from);
        int end = found < 0 ? text.length() : found;
        int after = found < 0 ? text.length() : found + END.length();
        String content = text.substring(0, before) + text.substring(after);
        return new MarkedText(text).mark(Part.CONTENT, 0, before).mark(Part.REASONING, from, end)
                .mark(Part.CONTENT, after, text.length())
                .answer(text.substring(from, end), content.isEmpty() ? null : content);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new Blocks(startsInside(request));
    }

    private static boolean startsInside(ParseRequest request) {
        return request.templateArguments().path("thinking_mode").asString("").equals("enabled");
    }

    private static ParsedAnswer content(String text, int from) {
        return new MarkedText(text).mark(Part.CONTENT, from, text.length()).answer(null,
                from == text.length() ? null : text.substring(from));
    }

    private static final class Blocks extends WalkedStream {

        private enum State {
            BEGINNING, BEFORE, REASONING, AFTER
        }

        private final boolean startsInside;
        private State state = State.BEGINNING;

        Blocks(boolean startsInside) {
            this.startsInside = startsInside;
        }

        @Override
        protected boolean step() {
            return switch (state) {
                case BEGINNING -> beginning();
                case BEFORE -> upTo(START, State.REASONING, false);
                case REASONING -> upTo(END, State.AFTER, true);
                case AFTER -> {
                    content(length());
                    yield false;
                }
            };
        }

        private boolean beginning() {
            if (mayBecome(END) || mayBecome(START)) {
                return false;
            }
            if (!startsInside && isAt(END)) {
                skip(END.length());
                state = State.AFTER;
            } else if (startsInside && isAt(START)) {
                skip(START.length());
                state = State.REASONING;
            } else {
                state = startsInside ? State.REASONING : State.BEFORE;
            }
            return true;
        }

        private boolean upTo(String marker, State next, boolean isReasoning) {
            int found = find(marker);
            int end = found < 0 ? safeEnd(List.of(marker)) : found;
            if (isReasoning) {
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
