package gymscope.templates.program;

import gymscope.templates.values.PythonText;
import gymscope.templates.values.Source;
import gymscope.templates.values.TextBuilder;
import gymscope.templates.values.Value;
import gymscope.templates.values.Value.Text;

/** Values as they are printed. */
final class Printed {

    private Printed() {
    }

    /** {@code str(value)} with the value's origin. */
    static Text text(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        String shown = PythonText.str(value);
        String path = Value.pathOf(value);
        boolean exact = value instanceof Value.Int || value instanceof Value.Real;
        return path == null ? Value.of(shown) : new TextBuilder().append(shown, new Source(path, exact, null)).build();
    }
}
