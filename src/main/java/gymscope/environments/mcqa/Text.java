package gymscope.environments.mcqa;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Small text rules that every grading mode shares. White space is Unicode's. */
final class Text {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern EDGES = Pattern.compile("^[\\s\\x1c-\\x1f]+|[\\s\\x1c-\\x1f]+\\z",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WRAPPED = Pattern.compile("\\\\text\\{(.*)}", Pattern.DOTALL);

    /** Option letters of other scripts; the blank before the Latin letter keeps it a word of its own. */
    private static final Map<String, String> LETTERS = Map.ofEntries(Map.entry("أ", " A"), Map.entry("ب", " B"),
            Map.entry("ج", " C"), Map.entry("د", " D"), Map.entry("অ", " A"), Map.entry("ব", " B"), Map.entry("ড", " C"),
            Map.entry("ঢ", " D"), Map.entry("Ａ", " A"), Map.entry("Ｂ", " B"), Map.entry("Ｃ", " C"), Map.entry("Ｄ", " D"));

    private Text() {
    }

    /** Without white space at both ends. */
    static String strip(String text) {
        return EDGES.matcher(text).replaceAll("");
    }

    /** In lower case, white space collapsed, for comparing option texts. */
    static String collapsed(String text) {
        return strip(BLANKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" "));
    }

    /** Arabic, Bengali and full-width option letters as Latin ones. */
    static String latinLetters(String text) {
        String latin = text;
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            latin = latin.replace(letter.getKey(), letter.getValue());
        }
        return strip(latin);
    }

    /** Without LaTeX's {@code \text{ … }} around the whole, however often. */
    static String unwrapped(String text) {
        String inner = strip(text);
        for (var wrapped = WRAPPED.matcher(inner); wrapped.matches(); wrapped = WRAPPED.matcher(inner)) {
            inner = strip(wrapped.group(1));
        }
        return inner;
    }

    /** Whether the text is one letter of any script. */
    static boolean isOneLetter(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) == 1 && Character.isLetter(text.codePointAt(0));
    }
}
