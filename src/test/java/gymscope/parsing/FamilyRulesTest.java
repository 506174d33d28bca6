package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.parsing.Parsers.Kind;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each format of the JSON and Python families does with text that is not quite as it should be. */
class FamilyRulesTest {

    private static final String LOST = "(all content)";

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '¤', ignoreLeadingAndTrailingWhitespace = false, value = {
        "hermes§Hi <tool_call>{\"name\": \"f\", \"arguments\": {\"a\": 1}}§Hi  f({\"a\": 1})",
        "hermes§<tool_call>{\"name\": \"f\", \"arguments\": \"{}\"}</tool_call>lost§f(\"{}\")",
        "hermes§<tool_call>{'name': 'f', 'arguments': {}}</tool_call>§" + LOST,
        "hermes§<tool_call>{\"name\": \"f\"}</tool_call>§" + LOST,
        "hermes§<tool_call></tool_call>§" + LOST,
        "longcat§<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>§" + LOST,
        "granite4§<tool_call>{\"name\": \"f\", \"arguments\": \"x\"}</tool_call>§f(x)",
        "granite4§<tool_call><tool_call>{}</tool_call>§" + LOST, "granite4§a</tool_call>§" + LOST,
        "granite4§<tool_call>{\"name\": \"f\", \"arguments\": null}</tool_call>§" + LOST,
        "ernie45§<tool_call>{\"arguments\": {\"a\": 1}}</tool_call>§({\"a\": 1})",
        "ernie45§<tool_call>{\"name\": \"f\"}</tool_call>§f({})", "ernie45§<tool_call>{\"name\": \"f\"}§none called",
        "jamba§<tool_calls>[{\"name\": \"f\", \"arguments\": {}}]§" + LOST, "jamba§<tool_calls>[]</tool_calls>§none called",
        "hunyuan_a13b§<tool_calls>[{\"name\": \"f\"}, {\"name\": \"g\", \"arguments\": \"x\"}]</tool_calls>§g(x)",
        "hunyuan_a13b§<think><tool_calls>[{\"name\": \"f\", \"arguments\": {}}]</tool_calls></think>§" + LOST,
        "granite§<|tool_call|>[{\"name\": \"f\", \"arguments\": {}}] x§" + LOST,
        "granite-20b-fc§A<function_call> {\"name\": \"f\", \"arguments\": {}} x<function_call>{\"name\": \"g\", \"arguments\": [1]}§"
                + "A f({}) g([1])",
        "llama3_json§{\"name\": \"f\", \"arguments\": 1, \"parameters\": 2} and§f(1)", "llama3_json§a {b}§" + LOST,
        "llama4_json§{\"name\": \"f\", \"parameters\": {}}{\"name\": \"g\", \"parameters\": {}}§" + LOST,
        "phi4_mini_json§functools[{\"name\": \"f\", \"arguments\": {\"a\": [1]}}]§none called",
        "phi4_mini_json§x functools[{\"name\": \"f\", \"parameters\": {}}] y§f({})",
        "phi4_mini_json§functools[{\"a\": 1}]§" + LOST,
        "xlam§{\"name\": \"f\", \"arguments\": {}}§" + LOST, "xlam§```[{\"name\": \"f\", \"arguments\": {}}]```§ f({})",
        "xlam§a[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {}}, 1]§a f({})",
        "xlam§x</think> ```json [{\"name\": \"f\", \"arguments\": {\"a\": 1}}]``` y§x</think> f({\"a\": 1})",
        "apertus§a <|tools_prefix|>{\"f\": {\"x\": 1}}b§a~b f({\"x\": 1})",
        "apertus§<|tools_prefix|>[{\"f\": {\"x\": tr§f({\"x\": true})",
        "gigachat3§a<|function_call|>{\"name\": \"f\", \"arguments\": []}§a",
        "gigachat3§a<|function_call|>{\"name\": \"f\"§" + LOST, "gigachat3§a<|message_sep|>b§a",
        "deepseek_v31§<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{<｜tool▁call▁end｜>§f({)",
        "mistral§a[TOOL_CALLS]f[CALL_ID]abc123[ARGS]{\"x\": \"}\"} b§a f({\"x\": \"}\"})", "mistral§[TOOL_CALLS]f§f({})",
        "pythonic§[f(x=1), g(y=(1, 2))]§f({\"x\": 1}) g({\"y\": [1, 2]})", "pythonic§[_f(x=1)]§" + LOST,
        "pythonic§[f(1)]§" + LOST, "pythonic§ [f()]§" + LOST, "llama4_pythonic§<|python_start|>[f()]<|python_end|>§f({})",
        "olmo3§f(x=true)§f({\"x\": true})", "olmo3§a <function_calls>f()</function_calls> b§f({})",
        "lfm2§a <|tool_call_start|>[x.f(class=07)]<|tool_call_end|> b§a~b x.f({\"class\": 7})",
        "lfm2§<|tool_call_start|>[f(a='it's')]§f({\"a\": \"it's\"})", "lfm2§<|tool_call_start|>[]§" + LOST,
        "functiongemma§a <start_function_call>call:f{x:<escape>1<escape>,y:2,z:<escape>a<escape>}§a f({\"x\": 1, \"z\": \"a\"})",
        "functiongemma§<start_function_call>f{}§" + LOST})
    void readsWholeTextsAsTheReference(String parser, String text, String said) {
        ParsedAnswer answer = Parsers.named(Kind.TOOL, parser).parse(text, ParseRequest.unknown());
        assertThat(said(answer, text)).isEqualTo(said);
    }

    @Test
    void refusesWhatTheReferenceRaisesAt() {
        assertRefused("internlm", "<|action_start|><|plugin|>{\"a\": 1}", "KeyError");
        assertRefused("internlm", "<|action_start|><|plugin|>[1]", "JSONDecodeError");
        assertRefused("internlm", "<|action_start|><|plugin|>1", "TypeError");
        assertRefused("internlm", "<|action_start|><|plugin|>{}<|action_start|><|plugin|>{}", "ValueError");
        ParseRequest old = ParseRequest.of(Json.object().put("tokenizer_variant", "pre_v11"));
        assertThatThrownBy(() -> Parsers.named(Kind.TOOL, "mistral").parse("[TOOL_CALLS][{}]", old))
                .isInstanceOfSatisfying(ParserRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo("KeyError"));
    }

    @Test
    void mistralTakesABareArrayWhereACallIsAskedFor() {
        ParseRequest forced = ParseRequest
                .of(Json.object().put("tokenizer_variant", "pre_v11").put("tool_choice", "required"));
        ParsedAnswer answer = Parsers.named(Kind.TOOL, "mistral").parse("[{\"name\": \"f\", \"arguments\": {}}]", forced);
        assertThat(answer.toolCalls()).singleElement().satisfies(call -> assertThat(call.id()).matches("[A-Za-z0-9]{9}"));
    }

    @Test
    void colouredStretchesAreNameAndArguments() {
        String text = "<|tool_call_start|>[f(a='x\ny'), g()]<|tool_call_end|>";
        ParsedAnswer answer = Parsers.named(Kind.TOOL, "lfm2").parse(text, ParseRequest.unknown());
        assertThat(answer.segments().stream().filter(segment -> segment.part() != Part.MARKUP)
                .map(segment -> cut(text, segment.span()))).containsExactly("f", "a='x\ny'", "g");
        assertThat(answer.toolCalls().stream().map(call -> cut(text, Objects.requireNonNull(call.span()))))
                .containsExactly("f(a='x\ny')", "g()");
    }

    @Test
    void aStreamGivesArgumentsOutBeforeTheCallIsWhole() {
        AnswerStream stream = Parsers.named(Kind.TOOL, "jamba").stream(ParseRequest.unknown());
        JoinedAnswer joined = new JoinedAnswer();
        joined.add(stream.push("<tool_calls>[{\"name\": \"f\", \"arguments\": {\"a\":\"long te"));
        assertThat(joined.answer().toolCalls()).singleElement()
                .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"a\": \"long te"));
    }

    private static void assertRefused(String parser, String text, String type) {
        assertThatThrownBy(() -> Parsers.named(Kind.TOOL, parser).parse(text, ParseRequest.unknown()))
                .isInstanceOfSatisfying(ParserRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static String said(ParsedAnswer answer, String text) {
        if (answer.toolCalls().isEmpty() && text.equals(answer.content())) {
            return LOST;
        }
        String calls = answer.toolCalls().stream().map(call -> call.name() + "(" + call.arguments() + ")")
                .collect(Collectors.joining(" "));
        String content = answer.content() == null ? "" : answer.content().replace("\n", "~") + " ";
        return answer.toolsCalled() && calls.isEmpty() ? "none called" : (content + calls).stripTrailing();
    }

    private static String cut(String text, Span span) {
        return text.substring(span.start(), span.end());
    }
}
