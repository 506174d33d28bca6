package gymscope.parsing.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final ParseRequest REQUEST = ParseRequest.withTools(List.of(Json.parse("""
            {"type": "function", "function": {"name": "tide", "parameters": {"type": "object",
              "properties": {"port": {"type": "string"}}, "required": ["port"]}}}""")));

    private static Diagnosis of(String parser, String text) {
        return Diagnosis.of(Parsers.named(Kind.TOOL, parser), text, REQUEST);
    }

    @Test
    void aGoodCallLosesNothing() {
        Diagnosis diagnosis = of("hermes",
                "<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>");
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.reader()).isEqualTo("hermes");
        assertThat(diagnosis.sentence()).isEqualTo("Nothing is lost.");
    }

    @Test
    void singleQuotesMakeTheWholeTextContent() {
        String text = "<tool_call>{'name': 'tide', 'arguments': {'port': 'Brest'}}</tool_call>";
        Diagnosis diagnosis = of("hermes", text);
        ParsedAnswer faithful = diagnosis.faithful();
        assertThat(faithful == null ? null : faithful.content()).isEqualTo(text);
        assertThat(diagnosis.reader()).isEqualTo(Diagnosis.LENIENT);
        assertThat(diagnosis.meant()).extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("tide", "{\"port\": \"Brest\"}"));
        assertThat(diagnosis.findings()).extracting(Finding::kind).contains(Finding.Kind.CALL_LOST, Finding.Kind.MARKUP_LEFT);
        assertThat(diagnosis.sentence()).contains("single quotes").contains("makes the whole text content");
    }

    @Test
    void theWrongParserIsToldFromTheRightOne() {
        Diagnosis diagnosis = of("qwen3_coder",
                "<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>");
        assertThat(diagnosis.reader()).isEqualTo("hermes");
        assertThat(diagnosis.findings()).extracting(Finding::kind).contains(Finding.Kind.ALL_LOST, Finding.Kind.CALL_LOST);
        assertThat(diagnosis.sentence()).contains("the text has a JSON body inside <tool_call>, which hermes reads");
    }

    @Test
    void textBetweenCallsIsLost() {
        String call = "<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}}\n</tool_call>";
        String text = call + "\nand one more\n" + call;
        Finding lost = of("hermes", text).findings().getFirst();
        assertThat(lost.kind()).isEqualTo(Finding.Kind.TEXT_LOST);
        assertThat(text.substring(lost.span().start(), lost.span().end())).contains("and one more");
    }

    @Test
    void argumentsThatDoNotFitAreSaid() {
        assertThat(of("hermes", "<tool_call>{\"name\": \"tide\", \"arguments\": {}}</tool_call>").sentence())
                .isEqualTo("The call of “tide”: The required property “port” is missing.");
    }

    @Test
    void aCallThatIsCutOffIsMeant() {
        Diagnosis diagnosis = of("hermes",
                "<tool_call>\n{\"name\": \"tide\", \"arguments\": {\"port\": \"Brest\"}\n</tool_call>");
        assertThat(diagnosis.meant()).hasSize(1);
        assertThat(diagnosis.reader()).isEqualTo(Diagnosis.LENIENT);
    }
}
