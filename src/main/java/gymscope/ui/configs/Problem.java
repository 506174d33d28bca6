package gymscope.ui.configs;

import gymscope.config.ConfigFault;
import gymscope.config.ConfigInspection;
import gymscope.config.ConfigProblem;
import gymscope.config.Origin;
import gymscope.config.YamlEdit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with what is open, at a place where there is one.
 *
 * @param file the file, null when it has none
 * @param place the place in words, for instance {@code ticket.yaml:11}; empty when it has none
 * @param line from 1, 0 for none
 * @param column from 1, 0 for none
 * @param key the dotted key that it is about, empty for none
 * @param sentence what is so
 * @param hint what to do
 * @param fix the change that mends it, null when there is none
 */
record Problem(Severity severity, @Nullable Path file, String place, int line, int column, String key, String sentence,
        String hint, @Nullable Fix fix) {

    /** How grave it is. */
    enum Severity {
        /** Nothing can be started. */
        ERROR,
        /** It can be started, but probably means something else. */
        WARNING
    }

    /**
     * A key that is to be written another way.
     *
     * @param path its keys
     * @param key what it is to be
     */
    record Fix(List<String> path, String key) {

        /** The text with the key written so; unchanged where it has become no YAML since. */
        String applyTo(String text) {
            try {
                return YamlEdit.of(text).rename(path, key).text();
            } catch (ConfigFault changedSince) {
                return text;
            }
        }

        String words() {
            return "Rename to " + key;
        }
    }

    /** One that the reading found. */
    static Problem of(ConfigProblem problem, ConfigInspection config) {
        Severity severity = problem.isError() ? Severity.ERROR : Severity.WARNING;
        Origin origin = problem.origin();
        if (origin == null) {
            return new Problem(severity, null, "", 0, 0, problem.key(), problem.sentence(), problem.hint(), null);
        }
        String suffix = " (%s).".formatted(origin);
        String sentence = problem.sentence().endsWith(suffix)
                ? problem.sentence().substring(0, problem.sentence().length() - suffix.length()) + "."
                : problem.sentence();
        return new Problem(severity, config.fileOf(origin), placeOf(origin), origin.line(), origin.column(), problem.key(),
                sentence, problem.hint(), null);
    }

    /** The place without the file's folders. */
    static String placeOf(Origin origin) {
        return origin.line() > 0
                ? "%s:%d".formatted(origin.name().substring(origin.name().replace('\\', '/').lastIndexOf('/') + 1), origin.line())
                : origin.toString();
    }

    static Problem error(@Nullable Path file, String place, int line, int column, String key, String sentence, String hint) {
        return new Problem(Severity.ERROR, file, place, line, column, key, sentence, hint, null);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether it is at a place in this file. */
    boolean isIn(Document document) {
        return line > 0 && document.file().equals(file);
    }
}
