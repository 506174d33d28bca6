package gymscope.templates;

import gymscope.templates.values.Arguments;
import gymscope.templates.values.Operators;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} in one turn of a loop. */
record Loop(List<Value> items, int index, Changes changes) implements Value.Attributes {

    /** What {@code loop.changed} saw last. */
    static final class Changes {
        private @Nullable List<Value> last;
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "index" -> Value.of(index + 1L);
            case "index0" -> Value.of(index);
            case "revindex" -> Value.of(items.size() - (long) index);
            case "revindex0" -> Value.of(items.size() - index - 1L);
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(index == items.size() - 1);
            case "length" -> Value.of(items.size());
            case "previtem" -> neighbour(index - 1, "previous");
            case "nextitem" -> neighbour(index + 1, "next");
            case "cycle" -> (Value.Function) this::cycle;
            case "changed" -> (Value.Function) this::changed;
            case "depth", "depth0" -> throw ValueError.notBuilt("loop." + name);
            default -> null;
        };
    }

    private Value neighbour(int place, String which) {
        return place >= 0 && place < items.size() ? items.get(place) : new Value.Undefined("the %s item".formatted(which));
    }

    private Value cycle(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw new ValueError("loop.cycle has nothing to choose from");
        }
        return arguments.positional().get(index % arguments.positional().size());
    }

    private Value changed(Arguments arguments) {
        List<Value> now = arguments.positional();
        List<Value> before = changes.last;
        changes.last = now;
        return Value.of(before == null || !Operators.equal(new Value.Items(before), new Value.Items(now)));
    }
}
