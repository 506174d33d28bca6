package gymscope.templates.values;

import gymscope.templates.values.Arguments.Bound;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of {@code str} that look for something in it. */
final class TextSearch {

    private TextSearch() {
    }

    static Value affix(Text text, Arguments arguments, boolean start) {
        Bound bound = arguments.bind(start ? "startswith" : "endswith", 1, "affix", "start", "end");
        Window window = Window.of(text.value(), bound);
        List<Value> affixes = bound.get(0) instanceof Tuple tuple ? tuple.values() : List.of(bound.get(0));
        for (Value affix : affixes) {
            if (!(affix instanceof Text part)) {
                throw ValueError.type("%s first arg must be str or a tuple of str, not %s"
                        .formatted(start ? "startswith" : "endswith", PythonText.typeName(affix)));
            }
            boolean fits = window.valid() && (start
                    ? window.text().startsWith(part.value())
                    : window.text().endsWith(part.value()));
            if (fits) {
                return Value.TRUE;
            }
        }
        return Value.FALSE;
    }

    static Value find(Text text, Arguments arguments, String name, boolean last, boolean required) {
        Bound bound = arguments.bind(name, 1, "sub", "start", "end");
        String part = bound.text(0).value();
        Window window = Window.of(text.value(), bound);
        int found = !window.valid() ? -1 : last ? window.text().lastIndexOf(part) : window.text().indexOf(part);
        if (found < 0 && required) {
            throw ValueError.value("substring not found");
        }
        return Value.of(found < 0 ? -1 : window.start() + window.text().codePointCount(0, found));
    }

    static Value count(Text text, Arguments arguments) {
        Bound bound = arguments.bind("count", 1, "sub", "start", "end");
        String part = bound.text(0).value();
        Window window = Window.of(text.value(), bound);
        if (!window.valid()) {
            return Value.of(0);
        }
        if (part.isEmpty()) {
            return Value.of(Texts.length(window.text()) + 1L);
        }
        int count = 0;
        for (int at = window.text().indexOf(part); at >= 0; at = window.text().indexOf(part, at + part.length())) {
            count++;
        }
        return Value.of(count);
    }

    /** {@code isdigit} and its like, null when the name is none of them. */
    static @Nullable Function kind(String text, String name) {
        Boolean holds = switch (name) {
            case "isalpha" -> all(text, Character::isLetter);
            case "isalnum" -> all(text, c -> Character.isLetter(c) || isNumeric(c));
            case "isdecimal" -> all(text, Character::isDigit);
            case "isdigit" -> all(text, c -> Character.isDigit(c) || isSuperscript(c));
            case "isnumeric" -> all(text, TextSearch::isNumeric);
            case "isspace" -> all(text, Texts::isSpace);
            case "isascii" -> text.chars().allMatch(c -> c < 0x80);
            case "isprintable" -> text.codePoints().allMatch(PythonText::isPrintable);
            case "isupper" -> isCased(text, true);
            case "islower" -> isCased(text, false);
            case "istitle" -> text.codePoints().anyMatch(TextCases::isCased) && TextCases.title(text).equals(text);
            case "isidentifier" -> isIdentifier(text);
            default -> null;
        };
        return holds == null ? null : arguments -> {
            arguments.bind(name, 0);
            return Value.of(holds);
        };
    }

    static boolean isCased(String text, boolean upper) {
        return text.codePoints().anyMatch(TextCases::isCased) && text.codePoints()
                .noneMatch(c -> Character.isTitleCase(c) || (upper ? Character.isLowerCase(c) : Character.isUpperCase(c)));
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty() && (text.codePointAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
                && text.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
    }

    private static boolean isSuperscript(int c) {
        return c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079) || (c >= 0x2080 && c <= 0x2089)
                || (c >= 0x2460 && c <= 0x2468);
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean all(String text, IntPredicate holds) {
        return !text.isEmpty() && text.codePoints().allMatch(holds);
    }

    /** The part of a text that the arguments {@code start} and {@code end} name; not valid where start is past its end. */
    private record Window(String text, int start, boolean valid) {

        static Window of(String text, Bound bound) {
            if (!bound.has(1) && !bound.has(2)) {
                return new Window(text, 0, true);
            }
            int size = Texts.length(text);
            int start = place(bound.integer(1, 0), size);
            int end = Math.min(size, place(bound.integer(2, size), size));
            return start > end
                    ? new Window("", start, false)
                    : new Window(text.substring(Texts.offset(text, start), Texts.offset(text, end)), start, true);
        }

        private static int place(int index, int size) {
            return index < 0 ? Math.max(0, index + size) : index;
        }
    }
}
