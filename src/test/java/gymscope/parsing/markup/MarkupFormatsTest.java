package gymscope.parsing.markup;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.parsing.AnswerFormat;
import gymscope.parsing.JoinedAnswer;
import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Parsers;
import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each format of the family finds and loses, on texts of our own. */
class MarkupFormatsTest {

    private static final ParseRequest REQUEST = ParseRequest.withTools(List.of(Json.parse("""
            {"type": "function", "function": {"name": "tide", "parameters": {"type": "object", "properties": {
              "port": {"type": "string"}, "days": {"type": "integer"}, "full": {"type": "boolean"}, "at": {"type": "object"},
              "marks": {"type": "array"}}}}}""")));

    private static ParsedAnswer whole(String parser, String text) {
        return Parsers.named(Kind.TOOL, parser).parse(text, REQUEST);
    }

    private static ParsedAnswer streamed(String parser, String text) {
        AnswerFormat format = Parsers.named(Kind.TOOL, parser);
        return JoinedAnswer.of(format, text.codePoints().mapToObj(Character::toString).toList(), REQUEST);
    }

    private static List<String> calls(ParsedAnswer answer) {
        return answer.toolCalls().stream().map(call -> call.name() + call.arguments()).toList();
    }

    @Test
    void step3LosesValuesWithAnAngleBracket() {
        String text = "<｜tool_calls_begin｜><｜tool_call_begin｜>function<｜tool_sep｜><steptml:invoke name=\"tide\">"
                + "<steptml:parameter name=\"port\">a<b</steptml:parameter><steptml:parameter name=\"days\"> 2 "
                + "</steptml:parameter></steptml:invoke><｜tool_call_end｜><｜tool_calls_end｜>";
        assertThat(calls(whole("step3", text))).containsExactly("tide{\"days\": 2}");
        assertThat(whole("step3", text.replace("function", "other")).content()).contains("steptml");
    }

    @Test
    void step3p5KeepsWhatIsWholeOfACutCall() {
        String text = "Hm.<tool_call>\n<function=tide>\n<parameter=port>\nBrest\n</parameter>\n<parameter=days>\n3\n</param";
        assertThat(calls(whole("step3p5", text))).containsExactly("tide{\"port\": \"Brest\", \"days\": 3");
        assertThat(whole("step3p5", text).content()).isEqualTo("Hm.");
        assertThat(calls(streamed("step3p5", text))).isEqualTo(calls(whole("step3p5", text)));
    }

    @Test
    void dotsDropsToolsThatTheRequestLacks() {
        String text = "<dots_function_call><invoke name=\"other\"></invoke></dots_function_call>";
        assertThat(whole("dots", text).content()).isEqualTo(text);
    }

    @Test
    void minicpm5TakesOneParameterForAll() {
        String text = "<function name=\"tide\"><param name=\"arguments\">{'port': 'Brest', 'days': 2}</param></function>";
        assertThat(calls(whole("minicpm5", text))).containsExactly("tide{\"port\": \"Brest\", \"days\": 2}");
        assertThat(whole("minicpm5", "Well. " + text).content()).isNull();
        assertThat(streamed("minicpm5", "Well. " + text).content()).isEqualTo("Well. ");
    }

    @Test
    void minimaxM1IgnoresCallsInThinking() {
        String block = "<tool_calls>\n{\"name\": \"tide\", \"arguments\": {}}\n</tool_calls>";
        assertThat(calls(whole("minimax", "<think>" + block + "</think>\nNow " + block))).containsExactly("tide{}");
        assertThat(whole("minimax", "<think>" + block + "</think> no").toolCalls()).isEmpty();
    }

    @Test
    void minimaxM3NestsElements() {
        String mark = "]<]minimax[>[";
        String text = "%1$s<tool_call>\n%1$s<invoke name=\"tide\">%1$s<at>%1$s<lat>1%1$s</lat>%1$s<lat>2%1$s</lat>%1$s</at>%1$s</invoke>%1$s</tool_call>"
                .formatted(mark);
        assertThat(calls(whole("minimax_m3", text))).containsExactly("tide{\"at\": {\"lat\": [\"1\", \"2\"]}}");
        assertThat(whole("minimax_m3", text.replace("</at>", "</ta>")).content()).startsWith(mark);
    }

    @Test
    void poolsideReadsPythonLiteralsAndKeepsText() {
        String text = "<tool_call>tide\n<arg_key>port</arg_key><arg_value> a\n</arg_value><arg_key>marks</arg_key>"
                + "<arg_value>['x', True]</arg_value></tool_call>";
        assertThat(calls(whole("poolside_v1", text)))
                .containsExactly("tide{\"port\": \" a\\n\", \"marks\": [\"x\", true]}");
        assertThat(calls(streamed("poolside_v1", text))).isEqualTo(calls(whole("poolside_v1", text)));
    }

    @Test
    void hyV3CountsToolsAsCalledByTheMarkerAlone() {
        ParsedAnswer answer = whole("hy_v3", "a<tool_calls><tool_call>tide");
        assertThat(answer.toolsCalled()).isTrue();
        assertThat(answer.toolCalls()).isEmpty();
        assertThat(answer.content()).isEqualTo("a");
    }

    @Test
    void kimiK3TakesTheFirstToolsChannelOnly() {
        String channel = "<|open|>tools<|sep|><|open|>call tool=\"tide\" index=\"1\"<|sep|><|open|>argument key=\"days\" "
                + "type=\"number\"<|sep|>2<|close|>argument<|sep|><|close|>call<|sep|><|close|>tools<|sep|>";
        assertThat(calls(whole("kimi_k3", "Hi<|close|>response<|sep|>" + channel + channel)))
                .containsExactly("tide{\"days\": 2}");
        assertThat(whole("kimi_k3", "Hi<|close|>response<|sep|>" + channel).content()).isEqualTo("Hi");
    }

    @Test
    void museGlimmerReadsMessagesToToolsOnly() {
        String call = "<atem:invoke name=\"tide.tide\"><atem:parameter name=\"days\">2</atem:parameter></atem:invoke>";
        String text = " to=self<|message|>maybe " + call + "<|eom|><|start|>assistant to=tide.tide<|message|>" + call + "<|eot|>";
        assertThat(calls(whole("muse_glimmer", text))).containsExactly("tide{\"days\": 2}");
    }

    @Test
    void inklingGivesArgumentsAsTheyStand() {
        String text = "<|content_invoke_tool_json|>{\"args\": {\"port\":  \"}\"}, \"name\": \"tide\"}<|end_message|>";
        assertThat(calls(whole("inkling", text))).containsExactly("tide{\"port\":  \"}\"}");
    }

    @Test
    void harmonyMakesTheRestContentAfterAnIllegalSequence() {
        ParsedAnswer answer = whole("openai", "<|channel|>final<|message|>a<|end|>b");
        assertThat(answer.content()).isEqualTo("a\nb");
    }

    @Test
    void spansHoldTheMarkupOfTheirCalls() {
        String text = "Hm.<tool_call>tide<arg_key>days</arg_key><arg_value>2</arg_value></tool_call> so";
        ToolCall call = whole("poolside_v1", text).toolCalls().getFirst();
        assertThat(call.span()).isNotNull()
                .satisfies(span -> assertThat(text.substring(span.start(), span.end())).startsWith("<tool_call>")
                        .endsWith("</tool_call>"));
    }
}
