package gymscope.parsing.markup;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MuseGlimmer's messages to itself. A text with markup of calls keeps the rest, headers included, for the tool parser; else the
 * first message to the user is the content. Reasoning whose last message has no end loses the messages before it.
 */
final class MuseThinking implements AnswerFormat {

    private static final String SELF = "to=self<|message|>";
    private static final String USER = "to=user<|message|>";
    private static final String EOM = "<|eom|>";
    private static final String EOT = "<|eot|>";
    private static final String TURN = "<|start|>assistant";

    @Override
    public String name() {
        return "muse_glimmer";
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        MarkedText marked = new MarkedText(text);
        String reasoning = reasoning(marked);
        List<Span> rest = rest(text);
        String remainder = joined(text, rest);
        if (MuseCalls.isMarked(remainder)) {
            rest.forEach(span -> marked.mark(Part.CONTENT, span));
            return marked.answer(reasoning, remainder);
        }
        int user = text.indexOf(USER);
        if (user < 0 && !text.contains(SELF)) {
            return text.isEmpty() ? marked.answer(null, null) : MarkedText.content(text);
        }
        if (user < 0) {
            return marked.answer(reasoning, null);
        }
        int start = user + USER.length();
        int end = smallest(text.indexOf(EOT, start), text.indexOf(EOM, start), text.length());
        marked.mark(Part.CONTENT, start, end);
        return marked.answer(reasoning, start == end ? null : text.substring(start, end));
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new MuseThinkingStream();
    }

    /** The closed messages to itself, one a line; after them the first that ends at another header or at the end. */
    private static @Nullable String reasoning(MarkedText marked) {
        String text = marked.text();
        List<Span> closed = new ArrayList<>();
        int self = text.indexOf(SELF);
        int end = self < 0 ? -1 : text.indexOf(EOM, self);
        while (end >= 0) {
            closed.add(new Span(self + SELF.length(), end));
            self = text.indexOf(SELF, end);
            end = self < 0 ? -1 : text.indexOf(EOM, self);
        }
        if (self >= 0) {
            closed.clear();
        }
        Span open = open(text);
        boolean hasOpen = open != null && open.end() > open.start();
        if (closed.isEmpty() && !hasOpen) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (Span span : closed) {
            parts.add(text.substring(span.start(), span.end()));
            marked.mark(Part.REASONING, span);
        }
        if (open != null && hasOpen) {
            parts.add(text.substring(open.start(), open.end()));
            if (closed.isEmpty()) {
                marked.mark(Part.REASONING, open);
            }
        }
        return String.join("\n", parts);
    }

    /** The first message to itself that has no end of its own. */
    private static @Nullable Span open(String text) {
        for (int self = text.indexOf(SELF); self >= 0; self = text.indexOf(SELF, self + 1)) {
            int start = self + SELF.length();
            int end = text.indexOf(EOM, start);
            int header = header(text, start);
            if (end < 0 || (header >= 0 && header < end)) {
                return new Span(start, header >= 0 ? header : text.length());
            }
        }
        return null;
    }

    /** What is left without the messages to itself, closed ones first, then open ones. */
    private static List<Span> rest(String text) {
        List<Span> rest = new ArrayList<>();
        int at = 0;
        for (int self = text.indexOf(SELF); self >= 0; self = text.indexOf(SELF, at)) {
            int end = text.indexOf(EOM, self);
            int header = header(text, self + SELF.length());
            int stop = end >= 0 ? end + EOM.length() : header >= 0 ? header : text.length();
            rest.add(new Span(at, Math.max(at, turnStart(text, at, self))));
            at = stop;
        }
        rest.add(new Span(at, text.length()));
        return rest;
    }

    private static int turnStart(String text, int from, int self) {
        int before = self;
        while (before > from && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        int turn = before - TURN.length();
        return turn >= from && text.startsWith(TURN, turn) ? turn : self;
    }

    /** Where the next header with a recipient begins, -1 when there is none. */
    static int header(String text, int from) {
        for (int message = text.indexOf(MuseMessage.MESSAGE, from); message >= 0; message = text.indexOf(MuseMessage.MESSAGE,
                message + 1)) {
            int start = message;
            while (start > from && text.charAt(start - 1) != '<' && !Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            int to = text.indexOf("to=", start);
            if (to >= 0 && to + 3 < message) {
                return to;
            }
        }
        return -1;
    }

    private static String joined(String text, List<Span> spans) {
        StringBuilder joined = new StringBuilder();
        spans.forEach(span -> joined.append(text, span.start(), span.end()));
        return joined.toString();
    }

    private static int smallest(int one, int other, int none) {
        int first = one < 0 ? none : one;
        int second = other < 0 ? none : other;
        return Math.min(first, second);
    }
}
