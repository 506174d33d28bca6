package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Text;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code text.format(values)}: replacement fields in braces, with the sandbox's view of members. */
final class BraceFormat {

    private final Arguments arguments;
    private int automatic;
    private boolean numbered;

    private BraceFormat(Arguments arguments) {
        this.arguments = arguments;
    }

    static Text format(Text format, Arguments arguments) {
        return new BraceFormat(arguments).run(format, 2);
    }

    /** The members of a dict with names as keys. */
    static Map<String, Value> names(Dict dict) {
        Map<String, Value> names = new LinkedHashMap<>();
        dict.members().forEach((key, value) -> {
            if (key instanceof Text name) {
                names.put(name.value(), value);
            }
        });
        return names;
    }

    private Text run(Text format, int depth) {
        if (depth < 0) {
            throw ValueError.value("Max string recursion exceeded");
        }
        TextBuilder result = new TextBuilder();
        String text = format.value();
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '{' && c != '}') {
                continue;
            }
            result.append(Texts.part(format, at, i));
            if (i + 1 < text.length() && text.charAt(i + 1) == c) {
                result.append(String.valueOf(c));
                i++;
            } else if (c == '}') {
                throw ValueError.value("Single '}' encountered in format string");
            } else {
                int end = closing(text, i + 1);
                result.append(field(text.substring(i + 1, end), depth, format.markup()));
                i = end;
            }
            at = i + 1;
            Operators.checkSize(result.length());
        }
        return result.append(Texts.part(format, Math.min(at, text.length()), text.length())).build(format.markup());
    }

    private static int closing(String text, int from) {
        int open = 1;
        boolean bracket = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (bracket) {
                bracket = c != ']';
            } else if (c == '[') {
                bracket = true;
            } else if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return i;
            }
        }
        throw ValueError
                .value(from == text.length() ? "Single '{' encountered in format string" : "expected '}' before end of string");
    }

    private Text field(String field, int depth, boolean markup) {
        int split = split(field);
        String name = field.substring(0, split);
        String rest = field.substring(split);
        char conversion = 0;
        if (rest.startsWith("!")) {
            if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
                throw ValueError
                        .value(rest.length() < 2 ? "unmatched '{' in format spec" : "expected ':' after conversion specifier");
            }
            conversion = rest.charAt(1);
            rest = rest.substring(2);
        }
        Value value = lookup(name);
        String spec = rest.isEmpty() ? "" : run(Value.of(rest.substring(1)), depth - 1).value();
        Value converted = switch (conversion) {
            case 0 -> value;
            case 's' -> Texts.str(value);
            case 'r' -> Texts.from(PythonText.repr(value), value);
            case 'a' -> Texts.from(JsonText.ascii(PythonText.repr(value)), value);
            default -> throw ValueError.value("Unknown conversion specifier '%s'".formatted(conversion));
        };
        if (spec.isEmpty()) {
            return markup ? Escape.escaped(converted) : Texts.str(converted);
        }
        return Texts.from(FormatSpec.format(converted, spec), converted);
    }

    /** Where the name of a field ends: at {@code !} or {@code :} outside of brackets. */
    private static int split(String field) {
        boolean bracket = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (bracket) {
                bracket = c != ']';
            } else if (c == '[') {
                bracket = true;
            } else if (c == '!' || c == ':') {
                return i;
            }
        }
        return field.length();
    }

    private Value lookup(String field) {
        int end = 0;
        while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
            end++;
        }
        Value value = first(field.substring(0, end));
        int at = end;
        while (at < field.length()) {
            if (field.charAt(at) == '.') {
                int stop = at + 1;
                while (stop < field.length() && field.charAt(stop) != '.' && field.charAt(stop) != '[') {
                    stop++;
                }
                value = Members.attribute(value, Value.of(field.substring(at + 1, stop)));
                at = stop;
            } else {
                int stop = field.indexOf(']', at);
                if (field.charAt(at) != '[' || stop < 0) {
                    throw ValueError.value("Only '.' or '[' may follow ']' in format field specifier");
                }
                value = Members.item(value, key(field.substring(at + 1, stop)));
                at = stop + 1;
            }
        }
        return value;
    }

    private static Value key(String key) {
        return isNumber(key) ? new Int(new BigInteger(key)) : Value.of(key);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Value first(String name) {
        if (!name.isEmpty() && !isNumber(name)) {
            Value value = arguments.named().get(name);
            if (value == null) {
                throw ValueError.of("KeyError", PythonText.repr(Value.of(name)));
            }
            return value;
        }
        if (name.isEmpty() ? numbered : automatic > 0) {
            throw ValueError.value(name.isEmpty()
                    ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification");
        }
        numbered |= !name.isEmpty();
        int place = name.isEmpty() ? automatic++ : name.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(name);
        List<Value> positional = arguments.positional();
        if (place >= positional.size()) {
            throw ValueError.of("IndexError",
                    "Replacement index %d out of range for positional args tuple".formatted(place));
        }
        return positional.get(place);
    }
}
