package gymscope.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a configuration.
 *
 * @param origin where, null when it has no place
 * @param key the full dotted key, empty when it concerns none
 * @param sentence what is so, with the place in words
 * @param hint what to do
 */
public record ConfigProblem(@Nullable Origin origin, String key, String sentence, String hint) {

    /** A problem at a place, which is added to the sentence. */
    static ConfigProblem at(Origin origin, String key, String sentence, String hint) {
        String body = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return new ConfigProblem(origin, key, "%s (%s).".formatted(body, origin), hint);
    }
}
