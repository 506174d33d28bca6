package gymscope.parsing.markup;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.Part;
import gymscope.parsing.WalkedStream;
import gymscope.wire.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives out gpt-oss's messages as they come, their parts one after the other without line feeds between them, arguments as the
 * model writes them. After an illegal sequence all is content.
 */
final class HarmonyStream extends WalkedStream {

    static final String START = "<|start|>";
    static final String MESSAGE = "<|message|>";
    static final List<String> ENDS = List.of("<|end|>", "<|call|>", "<|return|>");

    private enum State {
        BEGINNING, HEADER, BODY, BETWEEN, RAW
    }

    private final Harmony.Use use;
    private final String role;
    private State state = State.BEGINNING;
    private String prefix = "";
    private int messageStart;
    private @Nullable HarmonyHeader header;

    HarmonyStream(Harmony.Use use, ParseRequest request) {
        this.use = use;
        int start = request.promptSuffix().lastIndexOf(START);
        this.role = start < 0 ? "assistant" : request.promptSuffix().substring(start + START.length());
    }

    @Override
    protected boolean step() {
        return switch (state) {
            case BEGINNING -> beginning();
            case HEADER -> header();
            case BODY -> body();
            case BETWEEN -> between();
            case RAW -> raw();
        };
    }

    private boolean beginning() {
        if (mayBecome(START)) {
            return false;
        }
        if (!isAt(START)) {
            prefix = role;
            state = State.HEADER;
            return true;
        }
        return between();
    }

    private boolean between() {
        if (mayBecome(START) || at() == length()) {
            return false;
        }
        messageStart = at();
        prefix = "";
        boolean isStart = isAt(START);
        skip(isStart ? at() + START.length() : at());
        state = isStart ? State.HEADER : State.RAW;
        return true;
    }

    private boolean header() {
        int message = find(MESSAGE);
        int illegal = IntStream.concat(IntStream.of(find(START)), ENDS.stream().mapToInt(this::find))
                .filter(found -> found >= 0).min().orElse(-1);
        if (illegal >= 0 && (message < 0 || illegal < message)) {
            skip(messageStart);
            state = State.RAW;
            return true;
        }
        if (message < 0) {
            return false;
        }
        HarmonyHeader read = HarmonyHeader.of(prefix + text(at(), message));
        header = read;
        skip(message + MESSAGE.length());
        String tool = read.tool();
        if (read.isAssistant() && tool != null && use != Harmony.Use.REASONING) {
            startCall(tool, messageStart, new Span(message, message));
        }
        state = State.BODY;
        return true;
    }

    private boolean body() {
        int found = ENDS.stream().mapToInt(this::find).filter(end -> end >= 0).min().orElse(-1);
        give(found < 0 ? safeEnd(ENDS) : found);
        if (found < 0) {
            return false;
        }
        skip(find("|>", found) + 2);
        HarmonyHeader ended = header;
        if (ended != null && ended.isAssistant() && ended.tool() != null && use != Harmony.Use.REASONING) {
            endCall(at());
        }
        state = State.BETWEEN;
        return true;
    }

    private void give(int end) {
        HarmonyHeader of = header;
        if (of == null || !of.isAssistant() || end <= at()) {
            skip(Math.max(end, at()));
        } else if (of.tool() != null && use != Harmony.Use.REASONING) {
            out().arguments(text(at(), end), at());
            mark(Part.TOOL_ARGUMENTS, at(), end);
            skip(end);
        } else if (of.isReasoning() && use != Harmony.Use.TOOL) {
            reasoning(end);
        } else if (of.isContent() && use != Harmony.Use.REASONING) {
            content(end);
        } else {
            skip(end);
        }
    }

    private boolean raw() {
        if (use == Harmony.Use.REASONING) {
            skip(length());
        }
        content(length());
        return false;
    }
}
