package gymscope.ui.toolcalls;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.ParserRefusal;
import gymscope.ui.controls.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text given to a parser piece by piece.
 *
 * @param pieces the pieces, in order
 * @param steps what each piece gave; one more, the last, for the end of the text
 * @param refusal what the parser raised, null when it read all
 */
record Replay(List<String> pieces, List<List<AnswerDelta>> steps, @Nullable String refusal) {

    private static final int MOST_PIECES = 4_000;

    /** How the text is cut. */
    enum Cut {
        TOKEN("by token"), CHARACTER("by character"), WORD("by word"), LINE("by line");

        private final String words;

        Cut(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Replay {
        pieces = List.copyOf(pieces);
        steps = List.copyOf(steps);
    }

    /** Reads it all; a long text in at most 4,000 pieces, neighbours joined. */
    static Replay of(AnswerFormat format, List<String> cut, ParseRequest request) {
        List<String> pieces = joined(cut);
        List<List<AnswerDelta>> steps = new ArrayList<>();
        try {
            AnswerStream stream = format.stream(request);
            for (String piece : pieces) {
                steps.add(List.copyOf(stream.push(piece)));
            }
            steps.add(List.copyOf(stream.finish()));
            return new Replay(pieces, steps, null);
        } catch (ParserRefusal refusal) {
            return new Replay(pieces, steps, refusal.sentence());
        }
    }

    /** What is known after so many pieces; after the last one, what the end of the text tells as well. */
    ParsedAnswer after(int count) {
        JoinedAnswer joined = new JoinedAnswer();
        steps.stream().limit(count >= pieces.size() ? steps.size() : Math.max(count, 0)).forEach(joined::add);
        return joined.answer();
    }

    /** How much of the text those pieces are, in characters. */
    int length(int count) {
        return pieces.stream().limit(count).mapToInt(String::length).sum();
    }

    /** Whether the stream's end agrees with the whole text's result, in a sentence. */
    String compared(ParsedAnswer whole) {
        if (refusal != null) {
            return "Streamed, the parser raises: " + refusal;
        }
        ParsedAnswer streamed = after(pieces.size());
        boolean same = calls(streamed).equals(calls(whole));
        boolean sameText = text(streamed.content()).equals(text(whole.content()));
        String chunks = Figures.count(pieces.size(), "chunk", "chunks");
        if (same && sameText) {
            return "Streamed in %s and whole, the result is the same.".formatted(chunks);
        }
        return same
                ? "Streamed in %s, the calls are the same; the content differs.".formatted(chunks)
                : "Streamed in %s, the calls differ from those of the whole text.".formatted(chunks);
    }

    /** Whether the stream's end agrees with the whole text's result. */
    boolean agrees(ParsedAnswer whole) {
        ParsedAnswer streamed = after(pieces.size());
        return refusal == null && calls(streamed).equals(calls(whole))
                && text(streamed.content()).equals(text(whole.content()));
    }

    /** Cuts a text. */
    static List<String> cut(RawText raw, Cut how) {
        return switch (how) {
            case TOKEN -> raw.pieces();
            case CHARACTER -> raw.text().codePoints().mapToObj(Character::toString).toList();
            case WORD -> split(raw.text(), ' ');
            case LINE -> split(raw.text(), '\n');
        };
    }

    private static List<String> split(String text, char end) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(end); at >= 0; at = text.indexOf(end, from)) {
            pieces.add(text.substring(from, at + 1));
            from = at + 1;
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    private static List<String> joined(List<String> pieces) {
        if (pieces.size() <= MOST_PIECES) {
            return pieces;
        }
        int each = (pieces.size() + MOST_PIECES - 1) / MOST_PIECES;
        List<String> fewer = new ArrayList<>();
        for (int from = 0; from < pieces.size(); from += each) {
            fewer.add(String.join("", pieces.subList(from, Math.min(from + each, pieces.size()))));
        }
        return fewer;
    }

    private static List<List<String>> calls(ParsedAnswer answer) {
        return answer.toolCalls().stream().map(call -> List.of(call.name(), call.arguments())).toList();
    }

    private static String text(@Nullable String content) {
        return content == null ? "" : content;
    }
}
