package gymscope.templates.program;

import gymscope.templates.program.LoopCompiler.RecursiveLoop;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Operators;
import gymscope.templates.values.Value;
import gymscope.templates.values.Value.Undefined;
import gymscope.templates.values.ValueError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}; it looks no further ahead than it is asked to. */
final class LoopVariable implements Value.Special, Iterator<Value> {

    private final Iterator<Value> items;
    private final Deque<Value> ahead = new ArrayDeque<>();
    private final @Nullable RecursiveLoop recursion;
    private final int depth;
    private int size;
    private int index = -1;
    private @Nullable Value previous;
    private @Nullable Value current;
    private @Nullable List<Value> changed;

    /** @param size how many items there are, -1 when only looking can tell */
    LoopVariable(Iterator<Value> items, int size, @Nullable RecursiveLoop recursion, int depth) {
        this.items = items;
        this.size = size;
        this.recursion = recursion;
        this.depth = depth;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || items.hasNext();
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        index++;
        previous = current;
        Value next = ahead.isEmpty() ? items.next() : ahead.poll();
        current = next;
        return next;
    }

    private @Nullable Value following() {
        if (ahead.isEmpty() && items.hasNext()) {
            ahead.add(items.next());
        }
        return ahead.peek();
    }

    private int length() {
        if (size < 0) {
            while (items.hasNext()) {
                ahead.add(items.next());
            }
            size = index + 1 + ahead.size();
        }
        return size;
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "index" -> Value.of(index + 1L);
            case "index0" -> Value.of(index);
            case "revindex" -> Value.of((long) length() - index);
            case "revindex0" -> Value.of(length() - index - 1L);
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(size >= 0 ? index == size - 1 : following() == null);
            case "length" -> Value.of(length());
            case "previtem" -> index == 0 || previous == null ? Undefined.because("there is no previous item") : previous;
            case "nextitem" -> {
                Value following = following();
                yield following == null ? Undefined.because("there is no next item") : following;
            }
            case "depth" -> Value.of(depth + 1L);
            case "depth0" -> Value.of(depth);
            case "cycle" -> (Value.Function) this::cycle;
            case "changed" -> (Value.Function) this::changed;
            default -> null;
        };
    }

    @Override
    public String type() {
        return "jinja2.runtime.LoopContext";
    }

    @Override
    public String shown() {
        return "<LoopContext %d/%d>".formatted(index + 1, length());
    }

    @Override
    public Value call(Arguments arguments) {
        if (recursion == null) {
            throw ValueError.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        return recursion.deeper().over(arguments.bind("loop", 1, "iterable").get(0));
    }

    private Value cycle(Arguments arguments) {
        List<Value> choices = arguments.positional();
        if (choices.isEmpty()) {
            throw ValueError.type("no items for cycling given");
        }
        return choices.get(index % choices.size());
    }

    private Value changed(Arguments arguments) {
        List<Value> now = arguments.positional();
        List<Value> before = changed;
        changed = now;
        return Value.of(before == null || !Operators.equal(new Value.Items(before), new Value.Items(now)));
    }
}
