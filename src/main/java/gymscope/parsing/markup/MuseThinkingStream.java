package gymscope.parsing.markup;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerStream;
import gymscope.parsing.DeltaCollector;
import gymscope.parsing.ParseRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reasoning and the answer to the user as they come. The first time that markup of a call stands in a message to a tool, all of
 * that message that has come by then is given out as content, for the tool parser to take over: what this is depends on how the
 * text is cut, in vLLM too. For one thread.
 */
final class MuseThinkingStream implements AnswerStream {

    private static final String TURN = "<|start|>assistant";
    private static final int LONGEST_NAME = 256;

    private final AnswerStream messages = new MuseStream(ParseRequest.unknown());
    private final StringBuilder text = new StringBuilder();
    private boolean isHandedOver;
    private int looked;
    private int header = -1;

    @Override
    public List<AnswerDelta> push(String more) {
        text.append(more);
        List<AnswerDelta> deltas = withoutCalls(messages.push(more));
        deltas.addAll(handOver());
        return deltas;
    }

    @Override
    public List<AnswerDelta> finish() {
        return withoutCalls(messages.finish());
    }

    private static List<AnswerDelta> withoutCalls(List<AnswerDelta> deltas) {
        List<AnswerDelta> kept = new ArrayList<>();
        for (AnswerDelta delta : deltas) {
            if (delta instanceof AnswerDelta.ReasoningDelta || delta instanceof AnswerDelta.ContentDelta) {
                kept.add(delta);
            }
        }
        return kept;
    }

    /** Each place with markup of calls is looked at once, with the header of the message that it stands in. */
    private List<AnswerDelta> handOver() {
        while (!isHandedOver) {
            int marked = first(text.indexOf(MuseCalls.CALLS, looked), text.indexOf(MuseCalls.INVOKE, looked));
            int message = text.indexOf(MuseMessage.MESSAGE, looked);
            if (message >= 0 && (marked < 0 || message < marked)) {
                header = message;
                looked = message + MuseMessage.MESSAGE.length();
            } else if (marked >= 0) {
                looked = marked + 1;
                int start = callStart(marked);
                if (start >= 0) {
                    isHandedOver = true;
                    DeltaCollector out = new DeltaCollector();
                    out.content(text.substring(start), start);
                    return out.take();
                }
            } else {
                looked = Math.max(looked, text.length() - MuseCalls.CALLS.length());
                return List.of();
            }
        }
        return List.of();
    }

    /** Where the header of the message to a tool begins that the place stands in, -1 when it stands in another one. */
    private int callStart(int marked) {
        int start = header < 0 ? -1 : text.lastIndexOf("to=", header);
        if (start < 0 || text.lastIndexOf(TURN, header) > start) {
            return -1;
        }
        String recipient = text.substring(start + "to=".length(), header);
        boolean isName = recipient.length() <= LONGEST_NAME
                && recipient.chars().noneMatch(c -> c == '<' || Character.isWhitespace(c));
        boolean isCall = isName && !recipient.isEmpty() && !recipient.equals("self") && !recipient.equals("user");
        int end = isCall ? first(text.indexOf("<|eom|>", header), text.indexOf("<|eot|>", header)) : -1;
        return isCall && (end < 0 || end > marked) ? start : -1;
    }

    private static int first(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }
}
