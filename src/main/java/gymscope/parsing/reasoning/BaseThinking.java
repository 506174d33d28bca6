package gymscope.parsing.reasoning;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.MarkedText;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;

/**
 * The rule that most reasoning parsers share: what stands up to the start marker is dropped with it, the rest up to the end
 * marker is reasoning, all of it where there is no end marker; empty content is null.
 *
 * @param name the parser's name
 * @param markers the texts around the reasoning
 * @param emptyIsNull whether empty reasoning is none
 */
record BaseThinking(String name, ThinkMarkers markers, boolean emptyIsNull) implements AnswerFormat {

    /** With {@code <think>}. */
    BaseThinking(String name) {
        this(name, ThinkMarkers.THINK, false);
    }

    @Override
    public ParsedAnswer parse(String text, ParseRequest request) {
        ThinkMarkers own = markers(request);
        int opened = own.start() == null ? -1 : text.indexOf(own.start());
        int start = own.start() == null || opened < 0 ? 0 : opened + own.start().length();
        int end = text.indexOf(own.end(), start);
        return end < 0
                ? split(text, start, text.length(), text.length(), emptyIsNull)
                : split(text, start, end, end + own.end().length(), emptyIsNull);
    }

    @Override
    public AnswerStream stream(ParseRequest request) {
        return new ReasoningStream(markers(request));
    }

    /** Reasoning from {@code start} to {@code end}, content from {@code content} to the end of the text. */
    static ParsedAnswer split(String text, int start, int end, int content, boolean emptyIsNull) {
        return new MarkedText(text).mark(Part.REASONING, start, end).mark(Part.CONTENT, content, text.length()).answer(
                emptyIsNull && start == end ? null : text.substring(start, end),
                content == text.length() ? null : text.substring(content));
    }

    private ThinkMarkers markers(ParseRequest request) {
        String start = request.startToken();
        String end = request.endToken();
        return start == null && end == null
                ? markers
                : new ThinkMarkers(start == null ? markers.start() : start, end == null ? markers.end() : end);
    }
}
