package gymscope.templates;

import gymscope.templates.values.Arguments;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions that every template sees. */
final class Globals {

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
        put(globals, "dict", Globals::dict);
        put(globals, "strftime_now", arguments -> Value.of(strftime(arguments.atMost(1).text(0, "format"), now)));
        for (String name : List.of("cycler", "joiner", "lipsum")) {
            put(globals, name, _ -> {
                throw ValueError.notBuilt("the function “" + name + "”");
            });
        }
        return globals;
    }

    private static void put(Map<String, Value> globals, String name, Value.Function function) {
        globals.put(name, function);
    }

    private static Value raise(Arguments arguments) {
        throw new ValueError(
                "the template refuses the conversation: " + PythonText.str(arguments.atMost(1).require(0, "message")),
                "Change the messages so that the template takes them.");
    }

    private static Value namespace(Arguments arguments) {
        Map<String, Value> members = new HashMap<>();
        for (Value positional : arguments.atMost(1, arguments.named().keySet().toArray(String[]::new)).positional()) {
            if (!(positional instanceof Value.Dict dict)) {
                throw new ValueError("namespace takes a dict, not %s".formatted(PythonText.typeName(positional)));
            }
            dict.members().forEach((key, value) -> members.put(PythonText.str(key), value));
        }
        members.putAll(arguments.named());
        return new Value.Namespace(members);
    }

    private static Value dict(Arguments arguments) {
        Map<Value, Value> members = new LinkedHashMap<>();
        arguments.atMost(0, arguments.named().keySet().toArray(String[]::new)).named()
                .forEach((name, value) -> members.put(Value.of(name), value));
        return new Value.Dict(members);
    }

    private static Value range(Arguments arguments) {
        boolean fromZero = arguments.atMost(3).positional().size() == 1;
        int start = fromZero ? 0 : arguments.integer(0, "start", 0);
        int stop = arguments.integer(fromZero ? 0 : 1, "stop", 0);
        int step = arguments.integer(2, "step", 1);
        if (step == 0 || arguments.positional().isEmpty()) {
            throw new ValueError("range needs a stop and a step that is not 0");
        }
        List<Value> values = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (values.size() >= MAX_RANGE) {
                throw new ValueError("the range has more than %,d numbers".formatted(MAX_RANGE));
            }
            values.add(Value.of(i));
        }
        return new Value.Items(values);
    }

    /** Python's {@code strftime} in the C locale. */
    private static String strftime(String format, LocalDateTime now) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
            } else {
                text.append(dateField(format.charAt(++i), now));
            }
        }
        return text.toString();
    }

    private static String dateField(char field, LocalDateTime now) {
        String pattern = switch (field) {
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'B' -> "MMMM";
            case 'b', 'h' -> "MMM";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case '%' -> "'%'";
            default -> throw ValueError.notBuilt("the field %" + field + " of a date");
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
    }

    /** Whether the elements of a value can be unpacked into so many targets; the elements. */
    static List<Value> unpacked(Value value, int count) {
        List<Value> values = Operators.iterate(value);
        if (values.size() != count) {
            throw new ValueError("%d values do not fit %d names".formatted(values.size(), count));
        }
        return values;
    }
}
