package gymscope.environments.mcqa;

import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row's own patterns, {@code template_metadata.output_regex}: the last match of the first pattern that yields an
 * answer. A single letter counts even when no option has it, as in NeMo Gym.
 */
final class OutputRegex {

    private OutputRegex() {
    }

    /** The letter, or null when the row has no pattern or none yields an answer. */
    static @Nullable String letter(String text, JsonNode row, Options options) {
        for (String regex : patterns(row.path("template_metadata").path("output_regex"))) {
            String found = lastMatch(regex, text);
            String letter = found == null ? null : asLetter(Text.latinLetters(found), options);
            if (letter != null) {
                return letter;
            }
        }
        return null;
    }

    private static List<String> patterns(JsonNode regex) {
        if (regex.isString()) {
            return List.of(regex.asString());
        }
        List<String> patterns = new ArrayList<>();
        if (regex.isArray()) {
            regex.forEach(one -> patterns.add(one.asString()));
        }
        return patterns;
    }

    /** What the last match of the pattern captured; null when nothing matches or the pattern is no valid one. */
    private static @Nullable String lastMatch(String regex, String text) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex,
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
        } catch (PatternSyntaxException invalid) {
            return null;
        }
        List<MatchResult> matches = pattern.matcher(text).results().toList();
        if (matches.isEmpty()) {
            return null;
        }
        MatchResult last = matches.getLast();
        if (last.groupCount() > 1) {
            throw new Fault("The pattern %s of template_metadata.output_regex has %d groups, so the answer is not known."
                    .formatted(regex, last.groupCount()), "Leave one group, around the answer.");
        }
        String found = last.groupCount() == 1 ? last.group(1) : last.group();
        return found == null ? "" : found;
    }

    private static @Nullable String asLetter(String found, Options options) {
        return Text.isOneLetter(found) ? found.toUpperCase(Locale.ROOT) : options.letterOf(found);
    }
}
