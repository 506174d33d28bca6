package gymscope.templates.values;

import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of {@code str}. */
final class TextMethods {

    /** Methods of Python's {@code str} that are not built. */
    private static final Set<String> NOT_BUILT = Set.of("format", "format_map", "encode", "translate", "expandtabs", "center",
            "ljust", "rjust", "zfill", "partition", "rpartition", "swapcase", "casefold", "removeprefix", "removesuffix");

    private TextMethods() {
    }

    static @Nullable Function of(String text, String name) {
        return switch (name) {
            case "strip" -> arguments -> Value.of(strip(text, arguments, true, true));
            case "lstrip" -> arguments -> Value.of(strip(text, arguments, true, false));
            case "rstrip" -> arguments -> Value.of(strip(text, arguments, false, true));
            case "split" -> arguments -> split(text, arguments);
            case "rsplit" -> arguments -> splitFromRight(text, arguments);
            case "splitlines" -> arguments -> {
                arguments.atMost(0);
                return new Items(text.lines().<Value>map(Value::of).toList());
            };
            case "startswith" -> arguments -> anyAffix(text, arguments, String::startsWith);
            case "endswith" -> arguments -> anyAffix(text, arguments, String::endsWith);
            case "replace" -> arguments -> replace(text, arguments);
            case "upper" -> arguments -> Value.of(text.toUpperCase(Locale.ROOT));
            case "lower" -> arguments -> Value.of(text.toLowerCase(Locale.ROOT));
            case "title" -> arguments -> Value.of(title(text));
            case "capitalize" -> arguments -> Value.of(capitalized(text));
            case "join" -> arguments -> join(text, arguments);
            case "find" -> arguments -> find(text, text.indexOf(arguments.atMost(1).text(0, "sub")));
            case "rfind" -> arguments -> find(text, text.lastIndexOf(arguments.atMost(1).text(0, "sub")));
            case "count" -> arguments -> count(text, arguments.atMost(1).text(0, "sub"));
            case "isdigit" -> arguments -> all(text, Character::isDigit);
            case "isalpha" -> arguments -> all(text, Character::isLetter);
            case "isspace" -> arguments -> all(text, PythonText::isSpace);
            default -> {
                if (NOT_BUILT.contains(name)) {
                    throw ValueError.notBuilt("the method “" + name + "” of a text");
                }
                yield null;
            }
        };
    }

    /** Without white space, or without the given characters, at the chosen ends. */
    static String strip(String text, Arguments arguments, boolean left, boolean right) {
        String characters = arguments.atMost(1, "chars").textOrNull(0, "chars");
        IntPredicate goes = characters == null ? PythonText::isSpace : c -> characters.indexOf(c) >= 0;
        int start = 0;
        int end = text.length();
        while (left && start < end && goes.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && goes.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.codePointAt(0));
        return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        StringBuilder titled = new StringBuilder();
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            titled.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return titled.toString();
    }

    private static Value split(String text, Arguments arguments) {
        String separator = separator(arguments);
        int most = limit(arguments);
        List<Value> parts = new ArrayList<>();
        if (separator == null) {
            splitAtSpace(text, most, parts);
            return new Items(parts);
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && parts.size() < most; at = text.indexOf(separator, from)) {
            parts.add(Value.of(text.substring(from, at)));
            from = at + separator.length();
        }
        parts.add(Value.of(text.substring(from)));
        return new Items(parts);
    }

    private static void splitAtSpace(String text, int most, List<Value> parts) {
        String rest = text.stripLeading();
        while (!rest.isEmpty()) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            if (parts.size() >= most) {
                end = rest.length();
            }
            parts.add(Value.of(rest.substring(0, end)));
            rest = rest.substring(end).stripLeading();
        }
    }

    private static Value splitFromRight(String text, Arguments arguments) {
        String separator = separator(arguments);
        if (separator == null) {
            throw ValueError.notBuilt("rsplit without a separator");
        }
        int most = limit(arguments);
        List<Value> parts = new ArrayList<>();
        int end = text.length();
        for (int at = text.lastIndexOf(separator); at >= 0 && parts.size() < most;) {
            parts.add(Value.of(text.substring(at + separator.length(), end)));
            end = at;
            at = at == 0 ? -1 : text.lastIndexOf(separator, at - separator.length());
        }
        parts.add(Value.of(text.substring(0, end)));
        Collections.reverse(parts);
        return new Items(parts);
    }

    private static @Nullable String separator(Arguments arguments) {
        String separator = arguments.atMost(2, "sep", "maxsplit").textOrNull(0, "sep");
        if (separator != null && separator.isEmpty()) {
            throw new ValueError("the separator is empty");
        }
        return separator;
    }

    private static int limit(Arguments arguments) {
        int most = arguments.integer(1, "maxsplit", -1);
        return most < 0 ? Integer.MAX_VALUE : most;
    }

    private static Value anyAffix(String text, Arguments arguments, BiPredicate<String, String> holds) {
        Value wanted = arguments.atMost(1).require(0, "prefix");
        List<Value> affixes = wanted instanceof Tuple several ? several.values() : List.of(wanted);
        boolean any = false;
        for (Value affix : affixes) {
            if (!(affix instanceof Text part)) {
                throw new ValueError("startswith and endswith take texts, not %s".formatted(PythonText.typeName(affix)));
            }
            any |= holds.test(text, part.value());
        }
        return Value.of(any);
    }

    static Value replace(String text, Arguments arguments) {
        String old = arguments.atMost(3, "old", "new", "count").text(0, "old");
        String fresh = arguments.text(1, "new");
        int most = arguments.integer(2, "count", -1);
        if (most < 0) {
            return Value.of(text.replace(old, fresh));
        }
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int i = 0; i < most; i++) {
            int at = text.indexOf(old, from);
            if (at < 0 || old.isEmpty()) {
                break;
            }
            replaced.append(text, from, at).append(fresh);
            from = at + old.length();
        }
        return Value.of(replaced.append(text, from, text.length()).toString());
    }

    private static Value join(String separator, Arguments arguments) {
        List<String> parts = new ArrayList<>();
        for (Value part : Operators.iterate(arguments.atMost(1).require(0, "iterable"))) {
            if (!(part instanceof Text text)) {
                throw new ValueError("join takes texts, not %s".formatted(PythonText.typeName(part)));
            }
            parts.add(text.value());
        }
        return Value.of(String.join(separator, parts));
    }

    private static Value find(String text, int index) {
        return Value.of(index < 0 ? -1 : text.codePointCount(0, index));
    }

    private static Value count(String text, String part) {
        if (part.isEmpty()) {
            return Value.of(text.codePointCount(0, text.length()) + 1L);
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return Value.of(count);
    }

    private static Value all(String text, IntPredicate holds) {
        return Value.of(!text.isEmpty() && text.codePoints().allMatch(holds));
    }
}
