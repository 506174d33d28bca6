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

    private final AnswerStream messages = new MuseStream(ParseRequest.unknown());
    private final StringBuilder text = new StringBuilder();
    private boolean isHandedOver;
    private int looked;

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

    private List<AnswerDelta> handOver() {
        boolean isNew = text.indexOf(MuseCalls.CALLS, looked) >= 0 || text.indexOf(MuseCalls.INVOKE, looked) >= 0
                || text.indexOf(MuseMessage.MESSAGE, looked) >= 0;
        looked = Math.max(0, text.length() - MuseCalls.CALLS.length());
        if (isHandedOver || !isNew) {
            return List.of();
        }
        int turn = text.lastIndexOf(TURN);
        int from = turn < 0 ? 0 : turn + TURN.length();
        String scoped = text.substring(from);
        for (MuseMessage message : MuseMessage.all(scoped)) {
            if (message.isCall() && MuseCalls.isMarked(scoped.substring(message.body().start()))) {
                isHandedOver = true;
                int start = scoped.indexOf("to=", message.header().start());
                DeltaCollector out = new DeltaCollector();
                out.content(scoped.substring(start), from + start);
                return out.take();
            }
        }
        return List.of();
    }
}
