package gymscope.templates;

import gymscope.templates.values.Arguments;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cycler(…)}: gives one value after the other, and begins again. */
final class Cycler implements Value.Special {

    private final List<Value> values;
    private int place;

    private Cycler(List<Value> values) {
        this.values = values;
    }

    static Cycler of(Arguments arguments) {
        if (arguments.positional().isEmpty() || !arguments.named().isEmpty()) {
            throw ValueError.of("RuntimeError", "at least one item has to be provided");
        }
        return new Cycler(arguments.positional());
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "current" -> values.get(place);
            case "pos" -> Value.of(place);
            case "items" -> new Value.Tuple(values);
            case "next" -> (Value.Function) arguments -> {
                Value value = values.get(place);
                place = (place + 1) % values.size();
                return value;
            };
            case "reset" -> (Value.Function) arguments -> {
                place = 0;
                return Value.NONE;
            };
            default -> null;
        };
    }

    @Override
    public String type() {
        return "jinja2.utils.Cycler";
    }

    @Override
    public String shown() {
        return "<jinja2.utils.Cycler object>";
    }

    @Override
    public boolean isCallable() {
        return false;
    }
}
