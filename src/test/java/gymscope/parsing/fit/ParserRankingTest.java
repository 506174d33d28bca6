package gymscope.parsing.fit;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.parsing.ParseRequest;
import gymscope.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserRankingTest {

    private static final ParseRequest REQUEST = ParseRequest.withTools(List.of(Json.parse("""
            {"type": "function", "function": {"name": "tide", "parameters": {"type": "object",
              "properties": {"port": {"type": "string"}, "days": {"type": "integer"}}, "required": ["port"]}}}""")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "hermes | `<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>`",
        "qwen3_coder | `<tool_call>\n<function=tide>\n<parameter=port>\nBrest\n</parameter>\n</function>\n</tool_call>`",
        "glm47 | `<tool_call>tide<arg_key>port</arg_key><arg_value>Brest</arg_value></tool_call>`",
        "openai | `<|channel|>commentary to=functions.tide <|constrain|>json<|message|>{\"port\": \"Brest\"}<|call|>`",
        "minimax_m2 | `<minimax:tool_call><invoke name=\"tide\"><parameter name=\"port\">Brest</parameter></invoke></minimax:tool_call>`",
        "dots | `<dots_function_call>{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}</dots_function_call>`",
        "inkling | `<|content_invoke_tool_json|>{\"name\": \"tide\", \"args\": {\"port\": \"Brest\"}}<|end_message|>`"})
    void theParserOfTheTextsModelComesFirst(String name, String text) {
        ParserRanking ranking = ParserRanking.of(text, REQUEST);
        assertThat(ranking.best()).isNotNull().extracting(ParserFit::name, ParserFit::validArguments).containsExactly(name, 1);
        assertThat(ranking.sentence()).contains(name + " (");
    }

    @Test
    void theSentenceSaysWhatTheTextIsAndWhoLosesIt() {
        String text = "<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>";
        assertThat(ParserRanking.of(text, REQUEST).sentence()).isEqualTo("JSON body inside <tool_call>: hermes (Hermes 2 Pro and "
                + "later, Qwen 2.5, Qwen 3 dense); qwen3_coder finds nothing and returns null content.");
    }

    @Test
    void unknownNamesAndUnfitArgumentsCount() {
        String text = "<tool_call>\n{\"name\": \"tides\", \"arguments\": {\"port\": 1}}\n</tool_call>";
        ParserFit fit = ParserRanking.of(text, REQUEST).fits().stream().filter(one -> one.name().equals("hermes")).findFirst()
                .orElseThrow();
        assertThat(fit.calls()).isEqualTo(1);
        assertThat(fit.knownNames()).isZero();
        assertThat(fit.validArguments()).isZero();
        assertThat(fit.sentence()).contains("1 of a tool that the request does not have");
    }

    @Test
    void aTextWithoutCallsHasNoBest() {
        ParserRanking ranking = ParserRanking.of("It is high tide at noon.", REQUEST);
        assertThat(ranking.best()).isNull();
        assertThat(ranking.sentence()).isEqualTo("Text without calls: no parser finds a call that makes sense.");
        assertThat(ranking.fits()).hasSizeGreaterThan(30);
    }

    @Test
    void reasoningParsersAreNamedWhereTheTextHasTheirMarkers() {
        ParserRanking ranking = ParserRanking.of("Noon, so…</think>High tide.", REQUEST);
        assertThat(ranking.reasonings()).contains("deepseek_r1", "qwen3");
        assertThat(ParserRanking.of("High tide.", REQUEST).reasonings()).isEmpty();
    }
}
