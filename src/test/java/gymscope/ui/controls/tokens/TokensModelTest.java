package gymscope.ui.controls.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensModelTest {

    private final TokensModel model = new TokensModel();

    @Test
    void highlightTellsTheJointProbability() {
        model.setTrace(trace(0.5, 0.25, 0.8));
        Highlight highlight = model.highlight("a value", List.of(new Span(0, 2)));
        assertThat(highlight.jointProbability()).isCloseTo(0.125, within(1e-9));
        assertThat(highlight.isWhole()).isTrue();
        assertThat(highlight.positions()).isEqualTo("1–2");
        assertThat(highlight.jointWords()).isEqualTo("0.13");
        model.setTrace(trace(0.9));
        assertThat(model.highlightProperty().get()).isNull();
    }

    @Test
    void highlightSaysWhatItLeavesOut() {
        TraceToken floored = token(1, " b", TraceToken.FLOOR);
        model.setTrace(new TokenTrace(List.of(token(0, "a", Math.log(0.5)), floored)));
        Highlight highlight = model.highlight("both", List.of(new Span(0, 2)));
        assertThat(highlight.jointWords()).isEqualTo("0.50 of 1 of 2");
        assertThat(model.tally().floored()).isEqualTo(1);
        assertThat(TokenNotes.missing(model.tally())).contains("1 token is at vLLM's floor of −9999");
    }

    @Test
    void smallJointProbabilitiesKeepTheirSize() {
        model.setTrace(trace(0.001, 0.001, 0.002));
        assertThat(model.highlight("all", List.of(new Span(0, 3))).jointWords()).isEqualTo("2.0e−9");
    }

    @Test
    void jumpsGoRoundInBothDirections() {
        model.setTrace(trace(0.9, 0.1, 0.9, 0.2, 0.9));
        assertThat(model.jumps().uncertain(true)).isEqualTo(1);
        model.selection().select(1);
        assertThat(model.jumps().uncertain(true)).isEqualTo(3);
        assertThat(model.jumps().uncertain(false)).isEqualTo(3);
        model.selection().select(3);
        assertThat(model.jumps().uncertain(true)).isEqualTo(1);
        model.setTrace(trace(0.9, 0.95));
        assertThat(model.jumps().uncertain(true)).isEqualTo(-1);
    }

    @Test
    void forkIsWhereTheTwoBestAreClose() {
        model.setTrace(trace(0.9, 0.5, 0.9));
        assertThat(model.jumps().fork(true)).isEqualTo(1);
        assertThat(model.jumps().isFork(0)).isFalse();
    }

    @Test
    void searchFindsTextOverTokensAndNumbers() {
        model.setTrace(texts("The", " or", "der", " was", " an", " ORD", "ER"));
        model.queryProperty().set("order");
        assertThat(model.findsProperty().get()).containsExactly(new Span(1, 3), new Span(5, 7));
        assertThat(model.jumps().findHere()).isEqualTo(1);
        model.selection().select(1);
        assertThat(model.jumps().findNumber()).isEqualTo(1);
        assertThat(model.jumps().find(true)).isEqualTo(5);
        model.append(texts("The", " or", "der", " was", " an", " ORD", "ER", " order").tokens().subList(7, 8));
        assertThat(model.findsProperty().get()).hasSize(3);
        model.queryProperty().set("#3");
        assertThat(model.findsProperty().get()).containsExactly(new Span(3, 4));
        model.queryProperty().set("nowhere");
        assertThat(model.jumps().find(true)).isEqualTo(-1);
    }

    @Test
    void selectionExtendsFromItsAnchor() {
        model.setTrace(texts("a", "b", "c", "d"));
        model.selection().select(2);
        model.selection().extend(1);
        model.selection().extend(0);
        assertThat(model.selection().positions()).isEqualTo(new Span(0, 3));
        assertThat(model.selectedText()).isEqualTo("abc");
        model.selection().select(-1);
        assertThat(model.selectedText()).isEqualTo("abcd");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void countingInPiecesGivesWhatCountingAtOnceGives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TraceToken> tokens = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            tokens.add(token(i, "x", random.nextInt(9) == 0 ? TraceToken.FLOOR : Math.log(random.nextDouble(1e-6, 1))));
        }
        for (Quantity quantity : Quantity.values()) {
            QuantityValues whole = new QuantityValues(quantity, tokens);
            whole.count(Long.MAX_VALUE / 2);
            List<TraceToken> growing = new ArrayList<>();
            QuantityValues parts = new QuantityValues(quantity, growing);
            for (TraceToken token : tokens) {
                growing.add(token);
                if (random.nextInt(50) == 0) {
                    parts.count(0);
                }
            }
            while (!parts.count(0)) {
                assertThat(parts.counted()).as("seed %d", seed).isPositive();
            }
            assertThat(parts.above()).as("seed %d, %s", seed, quantity).isEqualTo(whole.above());
            assertThat(parts.most()).as("seed %d, %s", seed, quantity).isEqualTo(whole.most());
        }
    }

    @Test
    void stepsOfAllQuantitiesOfProbabilityAgree() {
        for (double p : new double[]{1, 0.95, 0.8, 0.6, 0.4, 0.25, 0.15, 0.07, 0.03, 0.01}) {
            TraceToken token = token(0, "x", Math.log(p));
            int step = Quantity.SURPRISAL.step(token, null);
            assertThat(Quantity.PROBABILITY.step(token, null)).as("p %s", p).isEqualTo(step);
            assertThat(Quantity.LOG_PROBABILITY.step(token, null)).as("p %s", p).isEqualTo(step);
        }
        assertThat(Quantity.SURPRISAL.step(token(0, "x", TraceToken.FLOOR), null)).isEqualTo(Quantity.UNKNOWN);
        assertThat(Quantity.PROBABILITY.write(0.75, true)).isEqualTo("0.25");
    }

    private static TokenTrace trace(double... probabilities) {
        List<TraceToken> tokens = new ArrayList<>();
        for (double probability : probabilities) {
            tokens.add(token(tokens.size(), " t" + tokens.size(), Math.log(probability)));
        }
        return new TokenTrace(tokens);
    }

    private static TokenTrace texts(String... texts) {
        List<TraceToken> tokens = new ArrayList<>();
        for (String text : texts) {
            tokens.add(token(tokens.size(), text, -0.1));
        }
        return new TokenTrace(tokens);
    }

    private static TraceToken token(int position, String text, double logprob) {
        double other = logprob <= TraceToken.FLOOR ? 0.1 : Math.max(1e-9, (1 - Math.exp(logprob)) * 0.9);
        List<Alternative> alternatives = List.of(new Alternative(position, text, TokenBytes.of(text), logprob),
                new Alternative(999, "other", null, Math.log(other)));
        return new TraceToken(position, position, text, TokenBytes.of(text), logprob, alternatives, Channel.CONTENT, null);
    }
}
