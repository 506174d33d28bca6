package gymscope.templates.values;

import java.util.Locale;

/** Python's changes of case and tabs. */
final class TextCases {

    private TextCases() {
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        // The whole is made small first: how a final sigma looks depends on what is before it.
        int smallEnd = text.substring(0, end).toLowerCase(Locale.ROOT).length();
        return titled(text.codePointAt(0)) + text.toLowerCase(Locale.ROOT).substring(smallEnd);
    }

    /** {@code str.title}: a letter is large after what has no case, small after what has. */
    static String title(String text) {
        StringBuilder title = new StringBuilder(text.length());
        boolean inside = false;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            title.append(inside ? Character.toString(c).toLowerCase(Locale.ROOT) : titled(c));
            inside = isCased(c);
            i += Character.charCount(c);
        }
        return title.toString();
    }

    static String swapped(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            swapped.append(Character.isUpperCase(c)
                    ? character.toLowerCase(Locale.ROOT)
                    : Character.isLowerCase(c) ? character.toUpperCase(Locale.ROOT) : character);
        });
        return swapped.toString();
    }

    static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    private static String titled(int c) {
        // Java has no title case of a text; where a character's upper case is several, Python makes the first of them large.
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        if (upper.codePointCount(0, upper.length()) == 1) {
            return Character.toString(Character.toTitleCase(c));
        }
        int end = upper.offsetByCodePoints(0, 1);
        return upper.substring(0, end) + upper.substring(end).toLowerCase(Locale.ROOT);
    }

    static String expandedTabs(String text, int size) {
        StringBuilder expanded = new StringBuilder(text.length());
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                int blanks = size > 0 ? size - column % size : 0;
                Operators.checkSize((long) expanded.length() + blanks);
                expanded.repeat(' ', blanks);
                column += blanks;
            } else {
                expanded.append(c);
                column = c == '\n' || c == '\r' ? 0 : Character.isLowSurrogate(c) ? column : column + 1;
            }
        }
        return expanded.toString();
    }
}
