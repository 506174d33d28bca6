package gymscope.environments.mcqa;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the letter is found in the model's text, by NeMo Gym's names in lower case. */
enum GradingMode {

    /** One capital letter in the last {@code \boxed{…}}. */
    STRICT_SINGLE_LETTER_BOXED {
        @Override
        @Nullable
        String letter(String text, Options options) {
            String content = Boxed.last(text);
            if (content == null) {
                return null;
            }
            String inner = Text.unwrapped(content);
            return options.allowed(firstGroup(ONLY_CAPITAL, inner).or(() -> firstGroup(LEADING_CAPITAL, inner)).orElse(null));
        }
    },

    /** The same, else the one option whose text stands in the box. */
    LENIENT_BOXED {
        @Override
        @Nullable
        String letter(String text, Options options) {
            String strict = STRICT_SINGLE_LETTER_BOXED.letter(text, options);
            String content = Boxed.last(text);
            return strict != null || content == null
                    ? strict
                    : options.onlyLetterContainedIn(List.of(content, Text.unwrapped(content)));
        }
    },

    /** A letter or an option's text after the first "Answer:". */
    LENIENT_ANSWER_COLON {
        @Override
        @Nullable
        String letter(String text, Options options) {
            Optional<String> rest = firstGroup(ANSWER_COLON, text);
            if (rest.isEmpty()) {
                return null;
            }
            String candidate = Text.unwrapped(rest.get());
            String letter = Text.isOneLetter(candidate) ? options.allowed(candidate.toUpperCase(Locale.ROOT)) : null;
            return letter != null ? letter : options.letterOfRefusingNull(candidate);
        }
    },

    /** A letter after the last "Answer:" that gives one, Markdown around it; only by the server's configuration. */
    LENIENT_ANSWER_COLON_MD {
        @Override
        @Nullable
        String letter(String text, Options options) {
            List<String> rests = ANSWER_COLON_MD.matcher(text).results().map(match -> match.group(1)).toList();
            return rests.reversed().stream().map(rest -> options.allowed(MarkdownAnswer.letter(rest, options)))
                    .filter(letter -> letter != null).findFirst().orElse(null);
        }
    };

    private static final Pattern ONLY_CAPITAL = Pattern.compile("^[^A-Za-z]*([A-Z])[^A-Za-z]*$");
    private static final Pattern LEADING_CAPITAL = Pattern.compile("^\\s*([A-Z])\\s*[:).\\-]");
    private static final Pattern ANSWER_COLON = Pattern.compile("answer\\s*:\\s*(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
    private static final Pattern ANSWER_COLON_MD = Pattern.compile("[*_]{0,2}Answer[*_]{0,2}\\s*:[*_\\s]{0,2}(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

    /** The option's letter in this text; null when there is none, or none that is allowed. */
    abstract @Nullable String letter(String text, Options options);

    /** The mode with this name in lower case. */
    static Optional<GradingMode> named(String name) {
        return Arrays.stream(values()).filter(mode -> mode.label().equals(name)).findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
