package gymscope.templates.values;

import gymscope.templates.values.Value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts and changes of texts that keep track of their origins. Places are in UTF-16 units unless said otherwise. */
final class Texts {

    private Texts() {
    }

    /** The value as {@code str(value)}, with the origin of the value. */
    static Text str(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        return from(PythonText.str(value), value);
    }

    /** A text that was made from a value, whose origin it has. */
    static Text from(String made, Value value) {
        String path = Value.pathOf(value);
        return path == null
                ? Value.of(made)
                : new Text(made, false, Origins.of(made.length(), new Source(path, false, null)));
    }

    static Text part(Text text, int start, int end) {
        if (start == 0 && end == text.value().length()) {
            return text;
        }
        Origins origins = text.origins();
        return new Text(text.value().substring(start, end), text.markup(), origins == null ? null : origins.part(start, end));
    }

    /** The text with its characters changed, as upper case is. */
    static Text changed(Text text, String changed) {
        Origins origins = text.origins();
        if (origins == null || changed.equals(text.value())) {
            return new Text(changed, text.markup(), origins);
        }
        if (changed.length() == text.value().length()) {
            return new Text(changed, text.markup(), origins.changed());
        }
        String path = origins.commonPath();
        return new Text(changed, text.markup(),
                path == null ? null : Origins.of(changed.length(), new Source(path, false, null)));
    }

    /** The texts one after the other. */
    static Text joined(Text one, Text other) {
        if (one.origins() == null && other.origins() == null) {
            return new Text(one.value().concat(other.value()), one.markup(), null);
        }
        return new TextBuilder().append(one).append(other).build(one.markup());
    }

    /** Whether Python's {@code str.isspace} holds for the character. */
    static boolean isSpace(int c) {
        return PythonText.isSpace(c);
    }

    /** Without white space, or without the given characters, at its ends. */
    static Text strip(Text text, @Nullable String characters, boolean left, boolean right) {
        String value = text.value();
        int start = 0;
        int end = value.length();
        while (left && start < end) {
            int c = value.codePointAt(start);
            if (!strips(characters, c)) {
                break;
            }
            start += Character.charCount(c);
        }
        while (right && end > start) {
            int c = value.codePointBefore(end);
            if (!strips(characters, c)) {
                break;
            }
            end -= Character.charCount(c);
        }
        return part(text, start, end);
    }

    private static boolean strips(@Nullable String characters, int c) {
        return characters == null ? isSpace(c) : characters.indexOf(c) >= 0;
    }

    /** How many characters (code points) the text has. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether places in UTF-16 units are places in code points. */
    static boolean isPlain(String text) {
        return length(text) == text.length();
    }

    /** The place of a character, counted in code points, in UTF-16 units. */
    static int offset(String text, int character) {
        return isPlain(text) ? character : text.offsetByCodePoints(0, character);
    }

    /** The characters, each a text. */
    static List<Value> characters(Text text) {
        List<Value> characters = new ArrayList<>(text.value().length());
        for (int i = 0; i < text.value().length();) {
            int end = i + Character.charCount(text.value().codePointAt(i));
            characters.add(part(text, i, end));
            i = end;
        }
        return characters;
    }
}
