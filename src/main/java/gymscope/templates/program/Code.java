package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.syntax.Position;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;

/** An expression made ready to run. */
@FunctionalInterface
interface Code {

    /** Its value. */
    Value value(Frame frame);

    /** The same; what goes wrong is told with its place. */
    static Code at(Position position, Code code) {
        return frame -> {
            try {
                return code.value(frame);
            } catch (ValueError error) {
                throw TemplateFault.of(error, position);
            }
        };
    }
}
