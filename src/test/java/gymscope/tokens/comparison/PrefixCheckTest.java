package gymscope.tokens.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.PrefixCheck.Broken;
import gymscope.tokens.comparison.PrefixCheck.Kept;
import gymscope.tokens.comparison.PrefixCheck.Unknown;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixCheckTest {

    private final List<String> vocabulary = new ArrayList<>();

    @Test
    void aPromptThatGoesOnKeepsThePrefix() {
        assertThat(check(turn("<|user|>Hi|<|assistant|>", "Hello|<|end|>"), "<|user|>Hi|<|assistant|>|Hello|<|end|>|<|user|>Bye"))
                .isEqualTo(new Kept(4, 1));
    }

    @Test
    void sameTextInOtherTokensWasTokenizedAgain() {
        Broken broken = broken(turn("user|assistant", "un|believ|able|<|end|>|."),
                "user|assistant|unb|eliev|able|<|end|>|.|next");

        assertThat(broken.cause()).isEqualTo(PrefixCause.RETOKENISED);
        assertThat(broken.position()).isEqualTo(2);
        assertThat(broken.inGeneration()).isTrue();
        assertThat(broken.expected()).isEqualTo(new Span(2, 4));
        assertThat(broken.found()).isEqualTo(new Span(2, 4));
        assertThat(broken.expectedText()).isEqualTo("unbeliev");
        assertThat(broken.sentence()).isEqualTo(
                "Token 2 of the generation differs: %d became %d, the same text in other tokens: it was tokenized again."
                        .formatted(id("un"), id("unb")));
    }

    @Test
    void thinkingThatIsGoneWasStripped() {
        assertThat(broken(turn("user|assistant|<think>|\n", "Let me| see.|</think>|\n\n|42|<|end|>"),
                "user|assistant|42|<|end|>|\n|user|More").cause()).isEqualTo(PrefixCause.THINKING_STRIPPED);
        assertThat(broken(turn("user|assistant", "<think>|Let me| see.|</think>|\n\n|42|<|end|>"),
                "user|assistant|<think>|\n\n|</think>|\n\n|42|<|end|>|\n|user|More").cause())
                .isEqualTo(PrefixCause.THINKING_STRIPPED);
    }

    @Test
    void thinkingThatSaysWhatTheAnswerSaysWasStrippedToo() {
        Broken broken = broken(turn("user|assistant|<think>|\n", "7| *| 8| =| 56|\n|</think>|\n\n|7| *| 8| =| 56|<|end|>"),
                "user|assistant|7| *| 8| =| 56|<|end|>|\n|user|More");

        assertThat(broken.cause()).isEqualTo(PrefixCause.THINKING_STRIPPED);
        assertThat(broken.expectedText()).isEqualTo("<think>\n7 * 8 = 56\n</think>\n\n");
        assertThat(broken.foundText()).isEmpty();
    }

    @Test
    void thinkingIsKnownByItsChannelWhereTheTextsAreNot() {
        List<TraceToken> generated = List.of(TraceToken.ofId(0, 10, -1.0, Channel.REASONING),
                TraceToken.ofId(1, 11, -1.0, Channel.REASONING), TraceToken.ofId(2, 12, -1.0, Channel.CONTENT));
        PrefixCheck check = PrefixCheck.of(new TokenTrace(generated, List.of(1, 2)),
                new TokenTrace(List.of(), List.of(1, 2, 12, 3)));

        assertThat(check).isInstanceOfSatisfying(Broken.class,
                broken -> assertThat(broken.cause()).isEqualTo(PrefixCause.THINKING_STRIPPED));
    }

    @Test
    void otherWhiteSpaceAndMarkersComeFromTheTemplate() {
        assertThat(broken(turn("user|assistant", "{\"a\":1}|<|end|>"), "user|assistant|{\"a\": 1}|<|end|>|\n|user").cause())
                .isEqualTo(PrefixCause.RETEMPLATED);
        assertThat(broken(turn("user|assistant", "42|<|endoftext|>"), "user|assistant|42|<|im_end|>|\n|user|more").cause())
                .isEqualTo(PrefixCause.RETEMPLATED);
    }

    @Test
    void whatIsGoneWithoutReplacementWasCutOff() {
        assertThat(
                broken(turn("system|one|two|three|four|five|six", "seven|eight"), "system|three|four|five|six|seven|eight|user")
                        .cause())
                .isEqualTo(PrefixCause.TRUNCATED);
        Broken shorter = broken(turn("user|assistant", "one|two|three"), "user|assistant|one");
        assertThat(shorter.cause()).isEqualTo(PrefixCause.TRUNCATED);
        assertThat(shorter.foundId()).isNull();
        assertThat(shorter.sentence()).contains("is missing");
    }

    @Test
    void otherTextIsAnEditedHistory() {
        Broken broken = broken(turn("user|question|assistant", "yes|<|end|>|a|b|c"),
                "user|other| question|assistant|yes|<|end|>|a|b|c|user");

        assertThat(broken.cause()).isEqualTo(PrefixCause.HISTORY_EDITED);
        assertThat(broken.inGeneration()).isFalse();
        assertThat(broken.expectedText()).isEqualTo("question");
        assertThat(broken.foundText()).isEqualTo("other question");
    }

    @Test
    void withoutTextsTheCauseIsNotGuessed() {
        List<TraceToken> generated = List.of(TraceToken.ofId(0, 10, -1.0, Channel.CONTENT));
        PrefixCheck check = PrefixCheck.of(new TokenTrace(generated, List.of(1, 2)),
                new TokenTrace(List.of(), List.of(1, 2, 11, 3)));

        assertThat(check).isInstanceOfSatisfying(Broken.class,
                broken -> assertThat(broken.cause()).isEqualTo(PrefixCause.UNDETERMINED));
    }

    @Test
    void withoutIdsNothingIsTold() {
        assertThat(PrefixCheck.of(TokenTrace.EMPTY, TokenTrace.EMPTY)).isInstanceOf(Unknown.class);
    }

    private PrefixCheck check(TokenTrace before, String nextPrompt) {
        return PrefixCheck.of(before, new TokenTrace(List.of(), ids(nextPrompt)), this::bytes);
    }

    private Broken broken(TokenTrace before, String nextPrompt) {
        return (Broken) check(before, nextPrompt);
    }

    private TokenBytes bytes(int id) {
        return TokenBytes.of(vocabulary.get(id));
    }

    private TokenTrace turn(String prompt, String generation) {
        List<TraceToken> tokens = new ArrayList<>();
        for (int id : ids(generation)) {
            tokens.add(new TraceToken(tokens.size(), id, vocabulary.get(id), null, -0.1, List.of(), Channel.CONTENT, null));
        }
        return new TokenTrace(tokens, ids(prompt));
    }

    /** Pieces between bars; the bars of markers are kept together by a lookaround. */
    private List<Integer> ids(String pieces) {
        List<Integer> ids = new ArrayList<>();
        for (String piece : pieces.split("(?<!<)\\|(?!>)", -1)) {
            ids.add(id(piece));
        }
        return ids;
    }

    private int id(String piece) {
        if (!vocabulary.contains(piece)) {
            vocabulary.add(piece);
        }
        return vocabulary.indexOf(piece);
    }
}
