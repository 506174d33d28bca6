package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Jinja2's filters. One that is not here is refused by name. */
public final class Filters {

    private Filters() {
    }

    /** {@code input | name(arguments)}. */
    public static Value apply(String name, Value input, Arguments arguments) {
        return switch (name) {
            case "tojson" -> tojson(input, arguments);
            case "length", "count" -> Value.of(Operators.length(input));
            case "trim" -> Value.of(TextMethods.strip(PythonText.str(input), arguments, true, true));
            case "string", "safe" -> Value.of(PythonText.str(input));
            case "upper" -> Value.of(PythonText.str(input).toUpperCase(Locale.ROOT));
            case "lower" -> Value.of(PythonText.str(input).toLowerCase(Locale.ROOT));
            case "capitalize" -> Value.of(TextMethods.capitalized(PythonText.str(input)));
            case "title" -> Value.of(TextMethods.title(PythonText.str(input)));
            case "replace" -> TextMethods.replace(PythonText.str(input), arguments);
            case "default", "d" -> fallback(input, arguments);
            case "list" -> new Items(Operators.iterate(input));
            case "first" -> edge(input, true);
            case "last" -> edge(input, false);
            case "join" -> join(input, arguments);
            case "reverse" -> reverse(input);
            case "items" -> items(input);
            case "dictsort" -> dictsort(input, arguments);
            case "map" -> map(input, arguments);
            case "select" -> select(input, arguments, true);
            case "reject" -> select(input, arguments, false);
            case "selectattr" -> selectByAttribute(input, arguments, true);
            case "rejectattr" -> selectByAttribute(input, arguments, false);
            case "int" -> whole(input, arguments);
            case "float" -> real(input, arguments);
            case "abs" -> Operators.compare(input, Value.of(0)) < 0 ? Operators.sign(true, input) : input;
            default -> throw ValueError.notBuilt("the filter “" + name + "”");
        };
    }

    private static Value tojson(Value input, Arguments arguments) {
        arguments.atMost(4, "ensure_ascii", "indent", "separators", "sort_keys");
        if (Operators.truth(arguments.get(0, "ensure_ascii", Value.NONE))) {
            throw ValueError.notBuilt("tojson with ensure_ascii");
        }
        if (!(arguments.get(2, "separators", Value.NONE) instanceof Value.None)) {
            throw ValueError.notBuilt("tojson with separators");
        }
        Value indent = arguments.get(1, "indent", Value.NONE);
        int spaces = indent instanceof Value.None ? -1 : arguments.integer(1, "indent", -1);
        return Value.of(ValueJson.write(input, spaces, Operators.truth(arguments.get(3, "sort_keys", Value.NONE))));
    }

    private static Value fallback(Value input, Arguments arguments) {
        boolean falseToo = Operators.truth(arguments.atMost(2, "default_value", "boolean").get(1, "boolean", Value.NONE));
        boolean missing = input instanceof Undefined || (falseToo && !Operators.truth(input));
        return missing ? arguments.get(0, "default_value", Value.EMPTY) : input;
    }

    private static Value edge(Value input, boolean first) {
        List<Value> values = Operators.iterate(input);
        if (values.isEmpty()) {
            return new Undefined("the %s element of an empty sequence".formatted(first ? "first" : "last"));
        }
        return first ? values.getFirst() : values.getLast();
    }

    private static Value join(Value input, Arguments arguments) {
        String separator = PythonText.str(arguments.atMost(2, "d", "attribute").get(0, "d", Value.EMPTY));
        Value attribute = arguments.find(1, "attribute");
        return Value.of(String.join(separator, Operators.iterate(input).stream()
                .map(value -> PythonText.str(attribute == null ? value : member(value, attribute))).toList()));
    }

    private static Value reverse(Value input) {
        return input instanceof Text text
                ? Value.of(new StringBuilder(text.value()).reverse().toString())
                : new Items(Operators.iterate(input).reversed());
    }

    private static Value items(Value input) {
        return switch (input) {
            case Dict dict -> CollectionMethods.items(dict);
            case Undefined _ -> new Items(List.of());
            default -> throw new ValueError("items takes a dict, not %s".formatted(PythonText.typeName(input)));
        };
    }

    private static Value dictsort(Value input, Arguments arguments) {
        arguments.atMost(0);
        if (!(input instanceof Dict dict)) {
            throw new ValueError("dictsort takes a dict, not %s".formatted(PythonText.typeName(input)));
        }
        List<Value> pairs = new ArrayList<>(CollectionMethods.items(dict).values());
        pairs.sort(Comparator.comparing(pair -> folded(Operators.iterate(pair).getFirst()), Operators::compare));
        return new Items(pairs);
    }

    private static Value folded(Value key) {
        return key instanceof Text text ? Value.of(text.value().toLowerCase(Locale.ROOT)) : key;
    }

    private static Value map(Value input, Arguments arguments) {
        Value attribute = arguments.named().get("attribute");
        if (attribute != null) {
            Value missing = arguments.atMost(0, "attribute", "default").named().get("default");
            return new Items(Operators.iterate(input).stream().map(value -> {
                Value member = member(value, attribute);
                return member instanceof Undefined && missing != null ? missing : member;
            }).toList());
        }
        String filter = arguments.text(0, "filter");
        Arguments rest = arguments.rest();
        return new Items(Operators.iterate(input).stream().map(value -> apply(filter, value, rest)).toList());
    }

    private static Value select(Value input, Arguments arguments, boolean wanted) {
        Predicate<Value> test = arguments.positional().isEmpty()
                ? Operators::truth
                : value -> Tests.holds(arguments.text(0, "test"), value, arguments.rest());
        return new Items(Operators.iterate(input).stream().filter(value -> test.test(value) == wanted).toList());
    }

    private static Value selectByAttribute(Value input, Arguments arguments, boolean wanted) {
        Value attribute = arguments.require(0, "attribute");
        Arguments rest = arguments.rest();
        Predicate<Value> test = rest.positional().isEmpty()
                ? Operators::truth
                : value -> Tests.holds(rest.text(0, "test"), value, rest.rest());
        return new Items(
                Operators.iterate(input).stream().filter(value -> test.test(member(value, attribute)) == wanted).toList());
    }

    /** An attribute named as in {@code selectattr}: dots go deeper, digits are places. */
    private static Value member(Value value, Value path) {
        if (!(path instanceof Text text)) {
            return Members.item(value, path);
        }
        Value found = value;
        for (String name : text.value().split("\\.", -1)) {
            boolean place = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
            found = Members.item(found, place ? new Value.Int(new BigInteger(name)) : Value.of(name));
        }
        return found;
    }

    private static Value whole(Value input, Arguments arguments) {
        Value fallback = arguments.atMost(1, "default").get(0, "default", Value.of(0));
        try {
            return switch (input) {
                case Text text -> new Value.Int(new BigDecimal(text.value().strip()).toBigInteger());
                case Real number -> new Value.Int(BigDecimal.valueOf(number.value()).toBigInteger());
                default -> Operators.isWhole(input) ? new Value.Int(Operators.whole(input)) : fallback;
            };
        } catch (NumberFormatException noNumber) {
            return fallback;
        }
    }

    private static Value real(Value input, Arguments arguments) {
        Value fallback = arguments.atMost(1, "default").get(0, "default", new Real(0));
        try {
            return switch (input) {
                case Text text -> new Real(Double.parseDouble(text.value().strip()));
                default -> Operators.isNumber(input) ? new Real(Operators.real(input)) : fallback;
            };
        } catch (NumberFormatException noNumber) {
            return fallback;
        }
    }
}
