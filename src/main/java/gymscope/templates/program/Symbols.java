package gymscope.templates.program;

import gymscope.templates.program.Function.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of a scope, resolved before anything runs, by the rules of Jinja2's compiler: a name that is only set in a scope
 * is a new variable there, one that is read before is the variable around it or one that the template was given.
 */
final class Symbols {

    /** How a variable gets its first value when its scope is entered. */
    sealed interface Load {

        /** It is given to the function or loop. */
        record Parameter() implements Load {}

        /** It is a variable that the template was given. */
        record Resolve(String name) implements Load {}

        /** It begins as the variable around it. */
        record Alias(Slot around) implements Load {}

        /** It begins without a value. */
        record Missing() implements Load {}
    }

    private final @Nullable Symbols parent;
    private final Function function;
    private final int level;
    private final Map<String, Slot> places;
    private final Map<Slot, Load> loads;
    private final Set<String> stores;

    private Symbols(@Nullable Symbols parent, Function function, int level, Map<String, Slot> places, Map<Slot, Load> loads,
            Set<String> stores) {
        this.parent = parent;
        this.function = function;
        this.level = level;
        this.places = places;
        this.loads = loads;
        this.stores = stores;
    }

    /** The outermost scope of a template or block. */
    static Symbols root(Function function) {
        return new Symbols(null, function, 0, new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** A scope inside this one, in the same function or another. */
    Symbols inner(Function of) {
        return new Symbols(this, of, level + 1, new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** The same scope as one branch of a choice leaves it. */
    Symbols branch() {
        return new Symbols(parent, function, level, new HashMap<>(places), new LinkedHashMap<>(loads), new HashSet<>(stores));
    }

    /** Takes over what the branches of a choice have done: what only some set may come from around. */
    void join(List<Symbols> branches) {
        Set<String> set = new HashSet<>();
        branches.forEach(branch -> set.addAll(branch.stores));
        set.removeAll(stores);
        for (Symbols branch : branches) {
            places.putAll(branch.places);
            loads.putAll(branch.loads);
            stores.addAll(branch.stores);
        }
        for (String name : set) {
            Slot around = parent == null ? null : parent.find(name);
            loads.put(place(name), around == null ? new Load.Resolve(name) : new Load.Alias(around));
        }
    }

    Function function() {
        return function;
    }

    @Nullable
    Slot find(String name) {
        Slot own = places.get(name);
        return own != null || parent == null ? own : parent.find(name);
    }

    /** The place of a name that the analysis has met. */
    Slot place(String name) {
        Slot found = find(name);
        if (found == null) {
            throw new IllegalStateException("The name %s was not analysed.".formatted(name));
        }
        return found;
    }

    void load(String name) {
        if (find(name) == null) {
            define(name, new Load.Resolve(name));
        }
    }

    void store(String name) {
        stores.add(name);
        if (!places.containsKey(name)) {
            Slot around = parent == null ? null : parent.find(name);
            define(name, around == null ? new Load.Missing() : new Load.Alias(around));
        }
    }

    Slot parameter(String name) {
        stores.add(name);
        return define(name, new Load.Parameter());
    }

    private Slot define(String name, Load load) {
        Slot slot = function.slot(level, name);
        places.put(name, slot);
        loads.put(slot, load);
        return slot;
    }

    /** Gives the scope's variables their first values; null when there is nothing to do. */
    @Nullable
    Step entry() {
        List<Step> steps = new ArrayList<>();
        loads.forEach((slot, load) -> {
            int index = slot.index();
            switch (load) {
                case Load.Parameter _ -> {
                    // The call or loop sets it.
                }
                case Load.Resolve resolve -> steps.add(frame -> {
                    frame.slots[index] = frame.execution.resolve(resolve.name());
                    return Step.Flow.NEXT;
                });
                case Load.Missing _ -> steps.add(frame -> {
                    frame.slots[index] = null;
                    return Step.Flow.NEXT;
                });
                case Load.Alias alias -> {
                    int depth = function.depthOf(alias.around().function());
                    int from = alias.around().index();
                    steps.add(frame -> {
                        frame.slots[index] = frame.out(depth).slots[from];
                        return Step.Flow.NEXT;
                    });
                }
            }
        });
        return steps.isEmpty() ? null : Step.all(steps);
    }
}
