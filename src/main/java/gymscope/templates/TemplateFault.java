package gymscope.templates;

import gymscope.templates.syntax.Position;
import gymscope.wire.Fault;

/** A chat template that cannot be read, uses what is not built, fails on its values, or refuses the conversation. */
public final class TemplateFault extends Fault {

    private final Position position;

    /**
     * @param reason what is so, a clause without a full stop
     * @param hint what to do about it, a whole sentence
     * @param position where in the template
     */
    public TemplateFault(String reason, String hint, Position position) {
        super("Line %d, column %d of the chat template: %s.".formatted(position.line(), position.column(), reason), hint);
        this.position = position;
    }

    /** The line in the template, from 1. */
    public int line() {
        return position.line();
    }

    /** The column in that line, from 1. */
    public int column() {
        return position.column();
    }
}
