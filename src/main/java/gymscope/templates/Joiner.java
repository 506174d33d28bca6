package gymscope.templates;

import gymscope.templates.values.Arguments;
import gymscope.templates.values.Value;
import org.jspecify.annotations.Nullable;

/** {@code joiner(…)}: nothing at its first call, then the separator. */
final class Joiner implements Value.Special {

    private final Value separator;
    private boolean used;

    private Joiner(Value separator) {
        this.separator = separator;
    }

    static Joiner of(Arguments arguments) {
        return new Joiner(arguments.bind("joiner", 0, "sep").get(0, Value.of(", ")));
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "sep" -> separator;
            case "used" -> Value.of(used);
            default -> null;
        };
    }

    @Override
    public String type() {
        return "jinja2.utils.Joiner";
    }

    @Override
    public String shown() {
        return "<jinja2.utils.Joiner object>";
    }

    @Override
    public Value call(Arguments arguments) {
        if (used) {
            return separator;
        }
        used = true;
        return Value.EMPTY;
    }
}
