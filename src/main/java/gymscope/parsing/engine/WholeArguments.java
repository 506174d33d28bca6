package gymscope.parsing.engine;

import gymscope.parsing.engine.ArgumentStyle.Marks;
import java.util.function.UnaryOperator;

/** Collects a call's arguments and reads them when the call is over. */
final class WholeArguments implements ArgumentReader {

    private final Marks marks;
    private final UnaryOperator<String> read;
    private final StringBuilder text = new StringBuilder();

    /** @param read makes JSON of the whole text */
    WholeArguments(Marks marks, UnaryOperator<String> read) {
        this.marks = marks;
        this.read = read;
    }

    @Override
    public void accept(String more, int at) {
        text.append(more);
        marks.argument(at, at + more.length());
    }

    @Override
    public String take() {
        return "";
    }

    @Override
    public String finish() {
        return read.apply(text.toString());
    }
}
