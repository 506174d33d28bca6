package gymscope.convert;

import gymscope.wire.Fault;
import org.jspecify.annotations.Nullable;

/** A document that has no counterpart in the other dialect, or that is not valid in its own. */
public final class ConversionFault extends Fault {

    private final @Nullable String member;

    private ConversionFault(String sentence, String hint, @Nullable String member) {
        super(sentence, hint);
        this.member = member;
    }

    /** What has no counterpart, in a sentence. */
    static ConversionFault unsupported(String sentence) {
        return new ConversionFault(sentence, "Send it to a server that speaks the dialect itself.", "input");
    }

    /** What is not valid. */
    static ConversionFault invalid(String sentence, String member) {
        return new ConversionFault(sentence, "Mend the request.", member);
    }

    /** The request's member at fault, null when none is. */
    public @Nullable String member() {
        return member;
    }
}
