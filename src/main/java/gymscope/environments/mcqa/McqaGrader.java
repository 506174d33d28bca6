package gymscope.environments.mcqa;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grades the text of an answer against a row with {@code options}, {@code expected_answer} and, if it likes, a
 * {@code grading_mode} or {@code template_metadata.output_regex}. Immutable.
 */
public final class McqaGrader {

    /**
     * The outcome.
     *
     * @param expected the expected letter in upper case, empty when the row has none
     * @param extracted the letter that was read out of the text, null when none was found
     */
    public record Grade(String expected, @Nullable String extracted) {

        /** 1 when the letters agree, else 0. */
        public double reward() {
            return !expected.isEmpty() && expected.equals(extracted) ? 1.0 : 0.0;
        }
    }

    private final @Nullable GradingMode configured;

    /**
     * @param settings of the environment; a {@code grading_mode} in them wins over that of a row
     * @throws Fault when they name a grading mode that does not exist
     */
    public McqaGrader(ObjectNode settings) {
        String name = Json.text(settings, "grading_mode");
        configured = name == null ? null : mode(name, "The environment's settings ask");
    }

    /**
     * Grades one answer.
     *
     * @param text all text of the answer
     * @throws Fault when the row's own grading settings can't be used
     */
    public Grade grade(ObjectNode row, String text) {
        GradingMode mode = configured == null ? rowMode(row) : configured;
        String stated = Json.text(row, "expected_answer");
        String expected = stated == null ? "" : Text.strip(stated).toUpperCase(Locale.ROOT);
        String answer = Text.strip(text);
        return new Grade(expected, answer.isEmpty() ? null : letter(row, answer, mode));
    }

    private static @Nullable String letter(ObjectNode row, String answer, GradingMode mode) {
        Options options = Options.of(row);
        String byPattern = OutputRegex.letter(answer, row, options);
        return byPattern != null ? byPattern : mode.letter(answer, options);
    }

    private static GradingMode rowMode(ObjectNode row) {
        String name = Json.text(row, "grading_mode");
        GradingMode mode = name == null ? GradingMode.STRICT_SINGLE_LETTER_BOXED : mode(name, "The row asks");
        if (mode == GradingMode.LENIENT_ANSWER_COLON_MD) {
            throw new Fault("The row asks for grading_mode %s, which only the environment's settings may choose.".formatted(name),
                    "Set grading_mode below resources_servers: mcqa in the configuration.");
        }
        return mode;
    }

    private static GradingMode mode(String name, String whoAsks) {
        return GradingMode.named(name)
                .orElseThrow(() -> new Fault("%s for grading_mode %s, which does not exist.".formatted(whoAsks, name),
                        "Use one of %s.".formatted(
                                Arrays.stream(GradingMode.values()).map(GradingMode::label).collect(Collectors.joining(", ")))));
    }
}
