package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.parsing.arguments.PythonText;
import gymscope.wire.PythonJson;
import gymscope.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads MiniMax M3's block; each call goes out when it is whole. */
final class MinimaxM3Stream extends WalkedStream {

    static final String MARK = "]<]minimax[>[";

    private static final String START = MARK + "<tool_call>";
    private static final String END = MARK + "</tool_call>";
    private static final String INVOKE = MARK + "<invoke";
    private static final String INVOKE_END = MARK + "</invoke>";

    private enum State {
        TEXT, BLOCK, DONE, MALFORMED
    }

    private final ParseRequest request;
    private State state = State.TEXT;

    MinimaxM3Stream(ParseRequest request) {
        this.request = request;
    }

    /** Whether the block is none. */
    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    @Override
    protected boolean step() {
        return switch (state) {
            case TEXT -> before();
            case BLOCK -> block();
            case DONE, MALFORMED -> {
                skip(length());
                yield false;
            }
        };
    }

    private boolean before() {
        int start = find(START);
        content(start < 0 ? safeEnd(List.of(START)) : start);
        if (start >= 0) {
            skip(start + START.length());
            state = State.BLOCK;
        }
        return start >= 0;
    }

    private boolean block() {
        while (at() < length() && PythonText.isSpace(charAt(at()))) {
            skip(at() + 1);
        }
        if (isAt(END)) {
            skip(at() + END.length());
            state = State.DONE;
            return true;
        }
        if (at() == length() || mayBecome(END) || mayBecome(INVOKE)) {
            return false;
        }
        int end = isAt(INVOKE) ? find(INVOKE_END) : -1;
        boolean isCall = end >= 0 && call(end);
        if (!isCall && (ended() || end >= 0 || !isAt(INVOKE))) {
            state = State.MALFORMED;
            return true;
        }
        return isCall;
    }

    private boolean call(int end) {
        String body = text(at(), end);
        int tagEnd = body.indexOf('>', INVOKE.length());
        Span name = tagEnd < 0 ? null : name(body, tagEnd);
        int from = name == null ? -1 : body.indexOf('>', name.end());
        ObjectNode arguments = from < 0 || name == null
                ? null
                : MinimaxM3Elements.read(body, from + 1, request.parameters(PythonText.strip(body.substring(name.start(),
                        name.end()))));
        if (arguments == null || name == null) {
            return false;
        }
        int start = at();
        startCall(PythonText.strip(body.substring(name.start(), name.end())), start,
                new Span(start + name.start(), start + name.end()));
        out().arguments(PythonJson.write(arguments), start + from + 1);
        mark(Part.TOOL_ARGUMENTS, start + from + 1, end);
        skip(end + INVOKE_END.length());
        endCall(at());
        return true;
    }

    private static @Nullable Span name(String body, int tagEnd) {
        int word = PythonText.skipSpace(body, INVOKE.length());
        if (word == INVOKE.length() || !body.startsWith("name=", word)) {
            return null;
        }
        int start = word + "name=".length();
        char quote = start < body.length() ? body.charAt(start) : '>';
        if (quote == '"' || quote == '\'') {
            int end = body.indexOf(quote, start + 1);
            return end > start + 1 && body.startsWith(">", end + 1) ? new Span(start + 1, end) : null;
        }
        return tagEnd > start ? new Span(start, tagEnd) : null;
    }
}
