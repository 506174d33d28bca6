package gymscope.templates;

import gymscope.templates.values.Arguments;
import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions that every template sees. */
final class Globals {

    /** Their names. */
    static final Set<String> NAMES = Set.of("raise_exception", "strftime_now", "namespace", "range", "dict", "cycler", "joiner",
            "lipsum");

    /** The sandbox's bound on {@code range}. */
    private static final int MAX_RANGE = 100_000;

    private Globals() {
    }

    /** All of them by name; a fresh map, so that a template may set the same names. */
    static Map<String, Value> at(LocalDateTime now) {
        Map<String, Value> globals = new HashMap<>();
        put(globals, "raise_exception", Globals::raise);
        put(globals, "namespace", Globals::namespace);
        put(globals, "range", Globals::range);
        put(globals, "dict", arguments -> Value.dict(members(arguments, "dict")));
        put(globals, "strftime_now",
                arguments -> Value.of(PythonDates.strftime(arguments.bind("strftime_now", 1, "format").text(0).value(), now)));
        put(globals, "cycler", Cycler::of);
        put(globals, "joiner", Joiner::of);
        put(globals, "lipsum", arguments -> {
            throw ValueError.notBuilt("the function lipsum");
        });
        return globals;
    }

    private static void put(Map<String, Value> globals, String name, Value.Function function) {
        globals.put(name, function);
    }

    private static Value raise(Arguments arguments) {
        throw new ValueError(TemplateFault.REFUSAL, PythonText.str(arguments.bind("raise_exception", 1, "message").get(0)),
                "Change the messages so that the template takes them.");
    }

    private static Value namespace(Arguments arguments) {
        return new Value.Namespace(members(arguments, "Namespace"));
    }

    /** What Python's {@code dict(…)} makes of its arguments, by name. */
    private static Map<String, Value> members(Arguments arguments, String function) {
        Map<String, Value> members = new LinkedHashMap<>();
        List<Value> positional = arguments.positional();
        if (positional.size() > 1) {
            throw ValueError.type("%s expected at most 1 argument, got %d".formatted(function, positional.size()));
        }
        if (!positional.isEmpty() && positional.getFirst() instanceof Value.Dict dict) {
            dict.members().forEach((key, value) -> members.put(PythonText.str(key), value));
        } else if (!positional.isEmpty()) {
            for (Value pair : Operators.list(positional.getFirst())) {
                List<Value> both = Operators.list(pair);
                if (both.size() != 2) {
                    throw ValueError.value("dictionary update sequence element has length %d; 2 is required"
                            .formatted(both.size()));
                }
                members.put(PythonText.str(both.getFirst()), both.getLast());
            }
        }
        members.putAll(arguments.named());
        return members;
    }

    private static Value range(Arguments arguments) {
        if (!arguments.named().isEmpty()) {
            throw ValueError.type("range() takes no keyword arguments");
        }
        Bound bound = arguments.bind("range", 1, "start", "stop", "step");
        for (Value value : arguments.positional()) {
            if (!(value instanceof Value.Int) && !(value instanceof Value.Bool)) {
                throw value instanceof Value.Undefined undefined
                        ? ValueError.undefined(undefined)
                        : ValueError.type("'%s' object cannot be interpreted as an integer"
                                .formatted(PythonText.typeName(value)));
            }
        }
        boolean fromZero = arguments.positional().size() == 1;
        long start = fromZero ? 0 : bound.integer(0, 0);
        long stop = bound.integer(fromZero ? 0 : 1, 0);
        long step = bound.integer(2, 1);
        if (step == 0) {
            throw ValueError.value("range() arg 3 must not be zero");
        }
        Value.Range range = new Value.Range(start, stop, step);
        if (range.size() > MAX_RANGE) {
            throw ValueError.of("OverflowError",
                    "Range too big. The sandbox blocks ranges larger than MAX_RANGE (%d).".formatted(MAX_RANGE));
        }
        return range;
    }
}
