package gymscope.parsing.fit;

import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.wire.Span;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Words of a text that reach no field of an answer. */
final class LostText {

    private static final int MOST_TAG = 80;

    private LostText() {
    }

    /** Where they stand: outside calls, and not counting markers. */
    static List<Span> of(String text, ParsedAnswer answer) {
        List<Span> lost = new ArrayList<>();
        for (Segment segment : answer.segments()) {
            if (segment.part() == Part.MARKUP) {
                outside(segment.span(), answer.toolCalls()).stream().filter(span -> hasWords(text, span)).forEach(lost::add);
            }
        }
        return lost;
    }

    /** How many characters. */
    static int length(List<Span> spans) {
        return spans.stream().mapToInt(span -> span.end() - span.start()).sum();
    }

    private static List<Span> outside(Span span, List<ToolCall> calls) {
        List<Span> parts = new ArrayList<>();
        int at = span.start();
        for (ToolCall call : calls) {
            Span taken = call.span();
            if (taken != null && taken.overlaps(span)) {
                if (taken.start() > at) {
                    parts.add(new Span(at, taken.start()));
                }
                at = Math.max(at, taken.end());
            }
        }
        if (at < span.end()) {
            parts.add(new Span(at, span.end()));
        }
        return parts;
    }

    /** Whether there are two letters in a row besides tags and markers. */
    private static boolean hasWords(String text, Span span) {
        int at = span.start();
        int letters = 0;
        while (at < span.end()) {
            int tag = tagEnd(text, at, span.end());
            if (tag > at) {
                at = tag;
                letters = 0;
            } else {
                letters = Character.isLetter(text.charAt(at)) ? letters + 1 : 0;
                if (letters > 1) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    private static int tagEnd(String text, int at, int end) {
        char c = text.charAt(at);
        if (c != '<' && c != '[') {
            return at;
        }
        int close = text.indexOf(c == '<' ? '>' : ']', at);
        int line = text.indexOf('\n', at);
        return close >= 0 && close < end && close - at < MOST_TAG && (line < 0 || line > close)
                ? close + 1
                : at;
    }
}
