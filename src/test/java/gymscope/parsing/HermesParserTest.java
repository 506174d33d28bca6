package gymscope.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Span;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hermes parser: whole, in pieces, and that the cut of the pieces does not matter. */
class HermesParserTest {

    private static final String CALL = "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": [1, \"<b>\"]}}\n</tool_call>";

    private static final List<String> PIECES = List.of("<think>", "</think>", "<tool_call>", "</tool_call>", "<tool", "</", "<",
            "{\"name\": \"get\", ", "\"arguments\": {\"a\": \"b\"}}", "\"arguments\": 1e", "}", "{", "\"", "\\", "\n", " ",
            "text",
            "é🙂", CALL, "<tool_call>{\"arguments\": {}, \"name\": \"late\"}</tool_call>", "[1, 2", "]", "\\u00e9", ":", ",",
            "<<");

    @Test
    void splitsReasoningContentAndCalls() {
        String text = "<think>\nWhy?\n</think>\n\nLook." + CALL + "\n" + CALL + "\n";
        ParsedAnswer answer = AnswerParser.hermes(false).parse(text);
        assertThat(answer.reasoning()).isEqualTo("\nWhy?\n");
        assertThat(answer.content()).isEqualTo("Look.");
        assertThat(answer.toolCalls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.name()).isEqualTo("f");
            assertThat(call.arguments()).isEqualTo("{\"x\": [1, \"<b>\"]}");
            assertThat(call.id()).startsWith("chatcmpl-tool-");
        });
        Span second = Objects.requireNonNull(answer.toolCalls().getLast().span());
        assertThat(text.substring(second.start(), second.end())).isEqualTo(CALL);
        assertThat(partsOf(answer, text)).containsSequence("MARKUP <think>", "REASONING \nWhy?\n", "MARKUP </think>\n\n",
                "CONTENT Look.", "MARKUP <tool_call>\n{\"name\": \"", "TOOL_NAME f", "MARKUP \", \"arguments\": ",
                "TOOL_ARGUMENTS {\"x\": [1, \"<b>\"]}");
    }

    @Test
    void startsInReasoningWhereThePromptOpenedIt() {
        ParsedAnswer answer = AnswerParser.hermes(true).parse("Because.\n</think>\n\nYes.");
        assertThat(answer.reasoning()).isEqualTo("Because.\n");
        assertThat(answer.content()).isEqualTo("Yes.");
        assertThat(AnswerParser.hermes(true).parse("No end").reasoning()).isEqualTo("No end");
        assertThat(AnswerParser.hermes(true).parse("No end").content()).isNull();
    }

    @Test
    void keepsTheWholeTextWhereOneCallCannotBeRead() {
        for (String text : List.of("Hi" + CALL + "<tool_call>{\"name\": \"g\"}</tool_call>",
                "<tool_call>{'name': 'f'}</tool_call>",
                "<tool_call>{\"name\": \"f\", \"arguments\": {\"s\": \"</tool_call>\"}}</tool_call>", "<tool_call>")) {
            assertThat(AnswerParser.hermes(false).parse(text)).satisfies(answer -> {
                assertThat(answer.toolCalls()).isEmpty();
                assertThat(answer.content()).isEqualTo(text);
            });
        }
    }

    @Test
    void leavesCallsInTheContentWhereNoneAreWanted() {
        assertThat(AnswerParser.reasoningOnly(false).parse(CALL).content()).isEqualTo(CALL);
        assertThat(Pieces.of(AnswerParser.reasoningOnly(false), CALL, CALL.length()).content()).isEqualTo(CALL);
    }

    @Test
    void streamsTheArguments() {
        IncrementalAnswer answer = AnswerParser.hermes(false).incremental();
        assertThat(answer.push("A<tool_")).containsExactly(new AnswerDelta.ContentDelta("A", 0));
        assertThat(answer.push("call>{\"name\": \"f\", \"argu")).isEmpty();
        assertThat(answer.push("ments\": {\"a\"")).satisfiesExactly(
                start -> assertThat(start).isInstanceOfSatisfying(AnswerDelta.ToolCallStart.class,
                        call -> assertThat(call.name()).isEqualTo("f")),
                arguments -> assertThat(arguments).isEqualTo(new AnswerDelta.ToolCallArguments(0, "{\"a\"", 39)));
        assertThat(answer.push(": 1}")).containsExactly(new AnswerDelta.ToolCallArguments(0, ": 1}", 43));
        assertThat(answer.push("}</tool_call>")).isEmpty();
        assertThat(answer.finish()).isEmpty();
        assertThat(answer.toolCalls()).isOne();
    }

    @Test
    void keepsWhatFollowsABrokenCall() {
        Pieces pieces = Pieces.of(AnswerParser.hermes(false), "<tool_call>{\"name\": \"f\", \"arguments\": {]} and more", 3);
        assertThat(pieces.calls()).containsExactly("f {");
        assertThat(pieces.content()).isEqualTo("]} and more");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void doesNotDependOnTheCut(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            String text = randomText(random);
            AnswerParser parser = random.nextBoolean()
                    ? AnswerParser.hermes(random.nextBoolean())
                    : AnswerParser.reasoningOnly(random.nextBoolean());
            Pieces whole = Pieces.of(parser, text, Math.max(1, text.length()));
            for (int size = 1; size < 9; size += 1 + random.nextInt(3)) {
                assertThat(Pieces.of(parser, text, size)).as("seed %d, text «%s», pieces of %d", seed, text, size)
                        .isEqualTo(whole);
            }
            ParsedAnswer parsed = parser.parse(text);
            assertThat(
                    String.join("", partsOf(parsed, text).stream().map(part -> part.substring(part.indexOf(' ') + 1)).toList()))
                    .as("seed %d", seed).isEqualTo(text);
            if (whole.calls().size() == parsed.toolCalls().size()) {
                assertThat(whole.content()).as("seed %d, text «%s»", seed, text)
                        .isEqualTo(parsed.content() == null ? "" : parsed.content());
                assertThat(whole.reasoning()).as("seed %d, text «%s»", seed, text)
                        .isEqualTo(parsed.reasoning() == null ? "" : parsed.reasoning());
            }
        }
    }

    private static String randomText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static List<String> partsOf(ParsedAnswer answer, String text) {
        return answer.segments().stream()
                .map(segment -> segment.part() + " " + text.substring(segment.span().start(), segment.span().end())).toList();
    }
}
