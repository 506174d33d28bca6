package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives out MuseGlimmer's messages as they come: reasoning, content, and each call when it is whole. What may belong to the next
 * header is held back. A text without messages gives nothing but the calls in it.
 */
final class MuseStream extends WalkedStream {

    private static final List<String> MARKERS = List.of("<|eom|>", "<|eot|>", MuseMessage.START, MuseMessage.MESSAGE);

    private final ParseRequest request;
    private boolean inMessage;
    private boolean anyMessage;
    private int outsideFrom;
    private @Nullable MuseMessage message;

    MuseStream(ParseRequest request) {
        this.request = request;
    }

    @Override
    protected boolean step() {
        return inMessage ? body() : outside();
    }

    private boolean outside() {
        int found = find(MuseMessage.MESSAGE);
        if (found < 0) {
            if (ended() && !anyMessage) {
                calls(length());
            }
            return false;
        }
        open(outsideFrom, found);
        return true;
    }

    private void open(int from, int found) {
        String head = text(from, found + MuseMessage.MESSAGE.length());
        MuseMessage read = MuseMessage.all(head).getLast();
        message = read;
        skip(found + MuseMessage.MESSAGE.length());
        inMessage = true;
        anyMessage = true;
    }

    private boolean body() {
        String marker = Stream.of("<|eom|>", "<|eot|>", MuseMessage.START, MuseMessage.MESSAGE)
                .filter(one -> find(one) >= 0)
                .min((one, other) -> Integer.compare(find(one), find(other))).orElse(null);
        if (marker == null) {
            give(ended() ? length() : held());
            return false;
        }
        int found = find(marker);
        if (marker.equals(MuseMessage.MESSAGE)) {
            Span header = MuseMessage.header(text(at(), found + MuseMessage.MESSAGE.length()), 0);
            int start = header == null ? found : at() + header.start();
            give(start);
            open(start, found);
            return true;
        }
        give(found);
        boolean isStart = marker.equals(MuseMessage.START);
        skip(isStart ? found : found + marker.length());
        outsideFrom = at();
        inMessage = false;
        return true;
    }

    /** Where the text ends that can be no part of a header or a marker. */
    private int held() {
        int end = safeEnd(MARKERS);
        int name = end;
        while (name > at() && isName(charAt(name - 1))) {
            name--;
        }
        if (name >= at() + 3 && text(name - 3, name).equals("to=")) {
            end = name - 3;
        } else if (end >= at() + 2 && text(end - 2, end).equals("to")) {
            end -= 2;
        } else if (end > at() && charAt(end - 1) == 't') {
            end--;
        }
        while (end > at() && Character.isWhitespace(charAt(end - 1)) && charAt(end - 1) != '\n') {
            end--;
        }
        return end;
    }

    private void give(int end) {
        MuseMessage of = message;
        if (of == null || end <= at()) {
            return;
        }
        if (of.isReasoning()) {
            reasoning(end);
        } else if (of.isContent()) {
            content(end);
        } else {
            calls(end);
        }
    }

    private void calls(int end) {
        for (int close = find(MuseCalls.INVOKE_END); close >= 0 && close < end; close = find(MuseCalls.INVOKE_END)) {
            int to = close + MuseCalls.INVOKE_END.length();
            int from = at();
            for (MuseCalls.Call call : MuseCalls.in(text(from, to), 0, to - from, request, span -> {})) {
                startCall(call.name(), from + call.span().start(),
                        new Span(from + call.nameSpan().start(), from + call.nameSpan().end()));
                out().arguments(PythonJson.write(call.arguments()), from + call.nameSpan().end());
                mark(Part.TOOL_ARGUMENTS, from + call.nameSpan().end(), to);
                endCall(to);
            }
            skip(to);
        }
    }

    private static boolean isName(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
    }
}
