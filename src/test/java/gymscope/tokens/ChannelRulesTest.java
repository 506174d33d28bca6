package gymscope.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {

    @Test
    void markersPartReasoningContentAndCalls() {
        assertThat(channels(AnswerParts.NONE, "<think>", "\n", "Let me", " see.", "\n", "</think>", "\n\n", "I look", " it up.\n",
                "<tool_call>", "\n",
                "{\"name\": \"", "get", "_weather", "\", \"", "arguments", "\": ", "{\"city\":", " \"Os", "lo\"}", "}\n",
                "</tool_call>", "<|im_end|>"))
                .isEqualTo("TTRRTTTCCTTTNNTTTAAATTT");
    }

    @Test
    void aTextThatOnlyClosesItsThinkingBeganWithIt() {
        assertThat(channels(AnswerParts.NONE, "The fruit", " is cherry.", "</think>", "\n\n", "\\boxed{D}", "<|im_end|>"))
                .isEqualTo("RRTTCT");
    }

    @Test
    void twoCallsAndCallsThatAreCutOff() {
        assertThat(channels(AnswerParts.NONE, "<tool_call>", "{\"name\":\"a\",\"arguments\":", "{}", "}", "</tool_call>", "\n",
                "<tool_call>",
                "{\"name\":\"", "b", "\",\"arguments\":", "{\"x\":", " \"y"))
                .isEqualTo("TTATTTTTNTAA");
    }

    @Test
    void namesAndArgumentsInsideArgumentsAreArguments() {
        assertThat(channels(AnswerParts.NONE, "<tool_call>", "{\"arguments\": ", "{\"name\":", " \"x}\",", " \"b\": [1, {}]}",
                ", \"name\": ", "\"", "f", "\"}",
                "</tool_call>")).isEqualTo("TTAAATTNTT");
    }

    @Test
    void whatIsNoJsonIsArgument() {
        assertThat(channels(AnswerParts.NONE, "<tool_call>", "<function=f>", "</tool_call>", "ok")).isEqualTo("TATC");
    }

    @Test
    void withoutMarkersTheParsedPartsAreFound() {
        AnswerParts parts = new AnswerParts("Let me see.", List.of(new ToolCall("c", "f", "{\"x\": 1}", null)));

        assertThat(channels(parts, "Let me", " see.", "\n", "Done: ", "f", " ", "{\"x\":", " 1}")).isEqualTo("RRCCNCAA");
    }

    @Test
    void aComparisonInTextIsNoMarker() {
        assertThat(channels(AnswerParts.NONE, "a <|", " b |> c", " <tool", "> </s> x")).isEqualTo("CCCC");
    }

    private static String channels(AnswerParts parts, String... texts) {
        List<TraceToken> tokens = new ArrayList<>();
        for (String text : texts) {
            tokens.add(new TraceToken(tokens.size(), null, text, TokenBytes.of(text), -0.1, List.of(), Channel.CONTENT, null));
        }
        return ChannelRules.assign(tokens, parts).stream().map(token -> switch (token.channel()) {
            case REASONING -> "R";
            case CONTENT -> "C";
            case TOOL_NAME -> "N";
            case TOOL_ARGUMENT -> "A";
            case TEMPLATE -> "T";
        }).collect(Collectors.joining());
    }
}
