package gymscope.parsing.engine;

import gymscope.parsing.AnswerDelta;
import gymscope.parsing.AnswerStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds the beginning of a text back until it is clear whether it is the label of reasoning that nothing opened. For one thread. */
final class OpeningStream implements AnswerStream {

    private final String label;
    private final Function<State, AnswerStream> streams;
    private final StringBuilder beginning = new StringBuilder();
    private @Nullable AnswerStream stream;

    /**
     * At the beginning of a text.
     *
     * @param label what reasoning begins with
     * @param streams makes the stream that begins in a state
     */
    OpeningStream(String label, Function<State, AnswerStream> streams) {
        this.label = label;
        this.streams = streams;
    }

    @Override
    public List<AnswerDelta> push(String text) {
        if (stream != null) {
            return stream.push(text);
        }
        beginning.append(text);
        String read = beginning.toString();
        if (read.length() < label.length() && label.startsWith(read)) {
            return List.of();
        }
        AnswerStream opened = streams.apply(read.startsWith(label) ? State.REASONING : State.CONTENT);
        stream = opened;
        return opened.push(read);
    }

    @Override
    public List<AnswerDelta> finish() {
        if (stream != null) {
            return stream.finish();
        }
        String read = beginning.toString();
        boolean alone = !read.isEmpty() && read.length() + 1 == label.length();
        AnswerStream opened = streams.apply(alone ? State.REASONING : State.CONTENT);
        stream = opened;
        List<AnswerDelta> deltas = new ArrayList<>(opened.push(read));
        deltas.addAll(opened.finish());
        return deltas;
    }
}
