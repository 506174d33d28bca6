package gymscope.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTreeTest {

    @Test
    void samplesPartWhereTheirTokensDiffer() {
        SampleTree tree = SampleTree
                .of(List.of(trace("It", " is", " cold"), trace("It", " is", " warm"), trace("It", " is", " cold")));

        assertThat(tree.root().text()).isEqualTo("It is");
        assertThat(tree.root().count()).isEqualTo(3);
        assertThat(tree.root().children()).extracting(SampleTree.Node::text).containsExactly(" cold", " warm");
        assertThat(tree.root().children()).extracting(SampleTree.Node::count).containsExactly(2, 1);
        assertThat(tree.root().children().getFirst().ended()).isEqualTo(2);
        assertThat(tree.root().mass()).isCloseTo(0.25, within(1e-12));
        assertThat(tree.root().children().getFirst().mass()).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void oneThatEndsWhereAnotherGoesOnIsCounted() {
        SampleTree tree = SampleTree.of(List.of(trace("Yes"), trace("Yes", ".")));

        assertThat(tree.root().ended()).isEqualTo(1);
        assertThat(tree.root().children()).hasSize(1);
    }

    @Test
    void massIsUnknownFromTheFirstTokenThatTellsNone() {
        TokenTrace silent = new TokenTrace(List.of(new TraceToken(0, 1, "A", null, null, List.of(), Channel.CONTENT, null)));

        assertThat(SampleTree.of(List.of(silent)).root().mass()).isNull();
        assertThat(SampleTree.of(List.of(silent)).covered()).isNull();
    }

    @Test
    void noSamplesAreAnEmptyTree() {
        SampleTree tree = SampleTree.of(List.of());

        assertThat(tree.samples()).isZero();
        assertThat(tree.root().count()).isZero();
        assertThat(tree.root().children()).isEmpty();
    }

    @Test
    void moreThanTheMostAreRefused() {
        List<TokenTrace> many = Collections.nCopies(SampleTree.MOST + 1, trace("A"));

        assertThatThrownBy(() -> SampleTree.of(many)).hasMessage("At most 64 samples are merged, not 65.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everySampleIsAPathAndTheCountsAddUp(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<TokenTrace> samples = new ArrayList<>();
        int count = 1 + random.nextInt(SampleTree.MOST);
        for (int i = 0; i < count; i++) {
            List<String> tokens = new ArrayList<>();
            for (int length = random.nextInt(7); length > 0; length--) {
                tokens.add(List.of("a", "b", " c").get(random.nextInt(3)));
            }
            samples.add(trace(tokens.toArray(String[]::new)));
        }

        SampleTree tree = SampleTree.of(samples);

        check(tree.root(), "", samples, seed, true);
        double covered = tree.covered() == null ? Double.NaN : tree.covered();
        assertThat(covered).as("seed %d", seed).isBetween(0.0, 1.0);
        List<TokenTrace> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(shape(SampleTree.of(shuffled).root())).as("seed %d: the order does not matter", seed)
                .isEqualTo(shape(tree.root()));
    }

    private static void check(SampleTree.Node node, String before, List<TokenTrace> samples, long seed, boolean root) {
        String text = before + node.text();
        int below = node.children().stream().mapToInt(SampleTree.Node::count).sum();
        assertThat(node.ended() + below).as("seed %d, after %s", seed, text).isEqualTo(node.count());
        for (int member : node.members()) {
            assertThat(samples.get(member).text()).as("seed %d", seed).startsWith(text);
        }
        assertThat(node.members().stream().filter(member -> samples.get(member).text().equals(text))).hasSize(node.ended());
        if (!root && node.ended() == 0) {
            assertThat(node.children().size()).as("seed %d: a node parts or ends", seed).isGreaterThan(1);
        }
        for (SampleTree.Node child : node.children()) {
            assertThat(child.mass()).as("seed %d", seed).isLessThanOrEqualTo(node.mass());
            assertThat(child.depth()).isEqualTo(node.depth() + node.tokens().size());
            check(child, text, samples, seed, false);
        }
    }

    private static String shape(SampleTree.Node node) {
        List<String> children = node.children().stream().map(SampleTreeTest::shape).sorted().toList();
        return "%s*%d/%d%s".formatted(node.text(), node.count(), node.ended(), children);
    }

    private static TokenTrace trace(String... texts) {
        List<TraceToken> tokens = new ArrayList<>();
        for (String text : texts) {
            tokens.add(new TraceToken(tokens.size(), null, text, TokenBytes.of(text), Math.log(0.5), List.of(), Channel.CONTENT,
                    null));
        }
        return new TokenTrace(tokens);
    }
}
