package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The methods of {@code str}. */
final class TextMethods {

    private static final Set<String> NOT_BUILT = Set.of("encode", "translate", "maketrans");

    private TextMethods() {
    }

    static @Nullable Function of(Text text, String name) {
        return switch (name) {
            case "strip" -> strip(text, name, true, true);
            case "lstrip" -> strip(text, name, true, false);
            case "rstrip" -> strip(text, name, false, true);
            case "split" -> arguments -> TextSplits.split(text, arguments, false);
            case "rsplit" -> arguments -> TextSplits.split(text, arguments, true);
            case "splitlines" -> arguments -> TextSplits.lines(text, arguments);
            case "partition" -> arguments -> TextSplits.partition(text, arguments, false);
            case "rpartition" -> arguments -> TextSplits.partition(text, arguments, true);
            case "startswith" -> arguments -> TextSearch.affix(text, arguments, true);
            case "endswith" -> arguments -> TextSearch.affix(text, arguments, false);
            case "find" -> arguments -> TextSearch.find(text, arguments, name, false, false);
            case "rfind" -> arguments -> TextSearch.find(text, arguments, name, true, false);
            case "index" -> arguments -> TextSearch.find(text, arguments, name, false, true);
            case "rindex" -> arguments -> TextSearch.find(text, arguments, name, true, true);
            case "count" -> arguments -> TextSearch.count(text, arguments);
            case "replace" -> arguments -> replace(text, arguments);
            case "removeprefix" -> arguments -> {
                String affix = arguments.bind(name, 1, "prefix").text(0).value();
                return text.value().startsWith(affix) ? Texts.part(text, affix.length(), text.value().length()) : text;
            };
            case "removesuffix" -> arguments -> {
                String affix = arguments.bind(name, 1, "suffix").text(0).value();
                return text.value().endsWith(affix) ? Texts.part(text, 0, text.value().length() - affix.length()) : text;
            };
            case "join" -> arguments -> join(text, Operators.list(arguments.bind(name, 1, "iterable").get(0)));
            case "format" -> arguments -> BraceFormat.format(text, arguments);
            case "format_map" -> arguments -> formatMap(text, arguments);
            case "upper" -> change(text, name, value -> value.toUpperCase(Locale.ROOT));
            case "lower" -> change(text, name, value -> value.toLowerCase(Locale.ROOT));
            case "casefold" ->
                change(text, name, value -> value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ'));
            case "title" -> change(text, name, TextCases::title);
            case "capitalize" -> change(text, name, TextCases::capitalized);
            case "swapcase" -> change(text, name, TextCases::swapped);
            case "center" -> arguments -> padded(text, arguments, name);
            case "ljust" -> arguments -> padded(text, arguments, name);
            case "rjust" -> arguments -> padded(text, arguments, name);
            case "zfill" -> arguments -> zeroFilled(text, arguments);
            case "expandtabs" -> arguments -> Texts.changed(text,
                    TextCases.expandedTabs(text.value(), arguments.bind(name, 0, "tabsize").integer(0, 8)));
            default -> {
                if (NOT_BUILT.contains(name)) {
                    throw ValueError.notBuilt("the method str." + name);
                }
                yield TextSearch.kind(text.value(), name);
            }
        };
    }

    private static Function strip(Text text, String name, boolean left, boolean right) {
        return arguments -> Texts.strip(text, arguments.bind(name, 0, "chars").textOrNone(0), left, right);
    }

    private static Function change(Text text, String name, UnaryOperator<String> change) {
        return arguments -> {
            arguments.bind(name, 0);
            return Texts.changed(text, change.apply(text.value()));
        };
    }

    private static Text replace(Text text, Arguments arguments) {
        Bound bound = arguments.bind("replace", 2, "old", "new", "count");
        Text by = bound.text(1);
        return replaced(text, bound.text(0).value(), text.markup() ? Escape.escaped(by) : by, bound.integer(2, -1));
    }

    /** The text with a part of it replaced, at most so often; negative for every time. */
    static Text replaced(Text text, String old, Text by, int count) {
        String value = text.value();
        if (text.origins() == null && by.origins() == null && count < 0 && !old.isEmpty()) {
            return new Text(value.replace(old, by.value()), text.markup(), null);
        }
        TextBuilder result = new TextBuilder();
        int left = count < 0 ? Integer.MAX_VALUE : count;
        int at = 0;
        while (left > 0) {
            int found = old.isEmpty() ? at : value.indexOf(old, at);
            if (found < 0) {
                break;
            }
            left--;
            result.append(Texts.part(text, at, found)).append(by);
            Operators.checkSize(result.length());
            if (old.isEmpty()) {
                if (at == value.length()) {
                    return result.build(text.markup());
                }
                int next = at + Character.charCount(value.codePointAt(at));
                result.append(Texts.part(text, at, next));
                at = next;
            } else {
                at = found + old.length();
            }
        }
        return result.append(Texts.part(text, at, value.length())).build(text.markup());
    }

    /** {@code separator.join(parts)}. */
    static Text join(Text separator, List<Value> parts) {
        TextBuilder joined = new TextBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Value given = parts.get(i);
            if (!(given instanceof Text) && separator.markup()) {
                given = Texts.str(given);
            }
            if (!(given instanceof Text part)) {
                throw ValueError.type("sequence item %d: expected str instance, %s found".formatted(i,
                        PythonText.typeName(given)));
            }
            if (i > 0) {
                joined.append(separator);
            }
            joined.append(separator.markup() ? Escape.escaped(part) : part);
            Operators.checkSize(joined.length());
        }
        return joined.build(separator.markup());
    }

    private static Text formatMap(Text text, Arguments arguments) {
        Value mapping = arguments.bind("format_map", 1, "mapping").get(0);
        if (!(mapping instanceof Dict dict)) {
            throw ValueError.type("'%s' object is not a mapping".formatted(PythonText.typeName(mapping)));
        }
        return BraceFormat.format(text, new Arguments(List.of(), BraceFormat.names(dict)));
    }

    private static Text padded(Text text, Arguments arguments, String name) {
        Bound bound = arguments.bind(name, 1, "width", "fillchar");
        String fill = bound.has(1) ? bound.text(1).value() : " ";
        if (Texts.length(fill) != 1) {
            throw ValueError.type("The fill character must be exactly one character long");
        }
        int width = bound.integer(0, 0);
        int missing = Math.max(0, width - Texts.length(text.value()));
        int left = switch (name) {
            case "ljust" -> 0;
            case "rjust" -> missing;
            default -> missing / 2 + (missing & width & 1);
        };
        return padded(text, left, missing - left, fill);
    }

    static Text padded(Text text, int left, int right, String fill) {
        Operators.checkSize((long) left + right);
        return new TextBuilder().append(fill.repeat(left)).append(text).append(fill.repeat(right)).build(text.markup());
    }

    private static Text zeroFilled(Text text, Arguments arguments) {
        int missing = arguments.bind("zfill", 1, "width").integer(0, 0) - Texts.length(text.value());
        if (missing <= 0) {
            return text;
        }
        Operators.checkSize(missing);
        boolean signed = text.value().startsWith("-") || text.value().startsWith("+");
        int sign = signed ? 1 : 0;
        return new TextBuilder().append(Texts.part(text, 0, sign)).append("0".repeat(missing))
                .append(Texts.part(text, sign, text.value().length())).build(text.markup());
    }

    /** Three texts as a tuple. */
    static Tuple three(Text one, Text two, Text three) {
        return Tuple.of(one, two, three);
    }
}
