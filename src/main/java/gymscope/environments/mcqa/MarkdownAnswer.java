package gymscope.environments.mcqa;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The letter that is meant by what follows "Answer:" in Markdown text. */
final class MarkdownAnswer {

    private static final String DECORATION = "*_` \t\n\r.,;:";
    private static final Pattern NEIGHBOURS = Pattern.compile(
            "(?<![A-Za-z0-9])([A-Za-z])(?:\\s*[/|&,;]\\s*|\\s+(?:or|and)\\s+|\\s+)(?=([A-Za-z])(?![A-Za-z0-9]))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LEADING = Pattern.compile("^([a-zA-Z])(?![a-zA-Z0-9])");
    private static final Pattern LAST_CAPITAL = Pattern.compile(".*\\b([A-Z])\\b",
            Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    private MarkdownAnswer() {
    }

    /** The letter in upper case, allowed or not; null when none or more than one is meant. */
    static @Nullable String letter(String rest, Options options) {
        String candidate = undecorated(Text.latinLetters(rest));
        if (listsDifferentLetters(candidate, options)) {
            return null;
        }
        if (Text.isOneLetter(candidate)) {
            return candidate.toUpperCase(Locale.ROOT);
        }
        Matcher leading = LEADING.matcher(candidate);
        if (leading.find()) {
            return leading.group(1).toUpperCase(Locale.ROOT);
        }
        Matcher capital = LAST_CAPITAL.matcher(candidate);
        return capital.lookingAt() ? capital.group(1) : null;
    }

    private static boolean listsDifferentLetters(String candidate, Options options) {
        return NEIGHBOURS.matcher(candidate).results().anyMatch(pair -> {
            String one = options.allowed(pair.group(1).toUpperCase(Locale.ROOT));
            String other = options.allowed(pair.group(2).toUpperCase(Locale.ROOT));
            return one != null && other != null && !one.equals(other);
        });
    }

    private static String undecorated(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && DECORATION.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && DECORATION.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}
