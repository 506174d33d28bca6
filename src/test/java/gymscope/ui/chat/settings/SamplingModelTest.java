package gymscope.ui.chat.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingModelTest {

    private final SamplingModel sampling = new SamplingModel();

    @Test
    void nothingSetIsNothingSent() {
        assertThat(sampling.members().isEmpty()).isTrue();
        assertThat(sampling.summary()).isEqualTo("Sampling as the endpoint does");
    }

    @ParameterizedTest
    @CsvSource({"TEMPERATURE, 1.0, '{\"temperature\":1.0}'", "TEMPERATURE, 0, '{\"temperature\":0}'",
        "TOP_P, .9, '{\"top_p\":0.9}'", "MAX_TOKENS, 512, '{\"max_tokens\":512}'",
        "SEED, -3, '{\"seed\":-3}'", "PRESENCE_PENALTY, -2, '{\"presence_penalty\":-2}'",
        "STOP, ###, '{\"stop\":[\"###\"]}'", "STOP, '[\"a\", \"\\n\"]', '{\"stop\":[\"a\",\"\\n\"]}'",
        "TOP_LOGPROBS, 20, '{\"top_logprobs\":20}'"})
    void aSetParameterIsSentAsItWasWritten(SamplingParameter parameter, String typed, String expected) {
        sampling.text(parameter).set(typed);

        assertThat(Json.write(sampling.members())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"TEMPERATURE, 3, temperature is 3.", "TEMPERATURE, warm, temperature is warm.", "TOP_P, 1.1, top_p is 1.1.",
        "MAX_TOKENS, 0, max_tokens is 0.", "MAX_TOKENS, 1.5, max_tokens is 1.5.", "STOP, '[1]', stop is [1].",
        "TOP_LOGPROBS, 21, top_logprobs is 21."})
    void whatIsOutsideIsRefusedInWords(SamplingParameter parameter, String typed, String sentence) {
        sampling.text(parameter).set(typed);

        Fault problem = Objects.requireNonNull(sampling.problem(parameter));
        assertThat(problem.sentence()).isEqualTo(sentence);
        assertThat(problem.hint()).isEqualTo("It must be %s.".formatted(parameter.domain()));
    }

    @Test
    void furtherMembersNeitherRepeatTheFormNorTakeChatsOwn() {
        sampling.text(SamplingParameter.SEED).set("1");
        sampling.extraProperty().set("{\"seed\": 2}");
        assertThat(Objects.requireNonNull(sampling.extraProblem()).sentence())
                .isEqualTo("seed is set twice, in the form and in the JSON.");

        sampling.extraProperty().set("{\"messages\": []}");
        assertThat(Objects.requireNonNull(sampling.extraProblem()).sentence()).isEqualTo("messages is set by Chat itself.");

        sampling.extraProperty().set("{\"min_p\": 0.1");
        assertThat(Objects.requireNonNull(sampling.extraProblem()).sentence()).contains("line 1, column");
    }

    @Test
    void alternativesNeedLogProbabilities() {
        sampling.text(SamplingParameter.TOP_LOGPROBS).set("3");
        sampling.logprobsProperty().set(LogprobsChoice.OFF);

        assertThat(Objects.requireNonNull(sampling.problem(SamplingParameter.TOP_LOGPROBS)).sentence())
                .isEqualTo("top_logprobs is set while logprobs is off.");
    }
}
