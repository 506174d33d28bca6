package gymscope.tokens;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several samples of one prompt, merged where they begin alike. Tokens are the same when their numbers are; where a number
 * is not told, when their bytes or texts are. Every node is a run of tokens after which samples part or end, so that a node
 * that is neither the root nor an end has at least two children.
 *
 * @param samples how many samples there are
 * @param root the tokens that all samples begin with, often none
 */
public record SampleTree(int samples, Node root) {

    /**
     * A run of tokens that the same samples go through.
     *
     * @param tokens the run; of the samples through it the first one's tokens
     * @param depth how many tokens stand before the run
     * @param members the numbers of the samples that go through it, from 0, ascending
     * @param mass probability of the text from the beginning to the end of the run by the model itself: the product of the
     *     tokens' probabilities, from 0 to 1; null when not all of them are told
     * @param ended how many samples end with the run
     * @param children where the others go on, the one with the most samples first
     */
    public record Node(List<TraceToken> tokens, int depth, List<Integer> members, @Nullable Double mass, int ended,
            List<Node> children) {

        public Node {
            tokens = List.copyOf(tokens);
            members = List.copyOf(members);
            children = List.copyOf(children);
        }

        /** How many samples go through it. */
        public int count() {
            return members.size();
        }

        /** The run's text. */
        public String text() {
            return new TokenTrace(tokens).text();
        }
    }

    /** The most samples that are merged. */
    public static final int MOST = 64;

    /**
     * Merges samples.
     *
     * @throws IllegalArgumentException for more than {@link #MOST}
     */
    public static SampleTree of(List<TokenTrace> samples) {
        if (samples.size() > MOST) {
            throw new IllegalArgumentException("At most %d samples are merged, not %d.".formatted(MOST, samples.size()));
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            all.add(i);
        }
        return new SampleTree(samples.size(), new Merger(samples).node(all, 0, 0.0));
    }

    /** The mass of all distinct samples: how much of the model's distribution they cover, null when not told. */
    public @Nullable Double covered() {
        return covered(root);
    }

    private static @Nullable Double covered(Node node) {
        double sum = 0;
        if (node.ended() > 0) {
            if (node.mass() == null) {
                return null;
            }
            sum = node.mass();
        }
        for (Node child : node.children()) {
            Double part = covered(child);
            if (part == null) {
                return null;
            }
            sum += part;
        }
        return Math.min(1, sum);
    }

    /** Merges from the left to the right. */
    private record Merger(List<TokenTrace> samples) {

        /**
         * The node of the samples that agree on their first {@code from} tokens.
         *
         * @param logMass logarithm of the mass of those tokens, null when not told
         */
        Node node(List<Integer> members, int from, @Nullable Double logMass) {
            int end = from;
            Double mass = logMass;
            while (!members.isEmpty() && allGoOnAlike(members, end)) {
                Double logprob = token(members.getFirst(), end).logprob();
                mass = mass == null || logprob == null ? null : Double.valueOf(mass + logprob);
                end++;
            }
            int ended = 0;
            Map<Object, List<Integer>> next = new LinkedHashMap<>();
            for (int sample : members) {
                if (samples.get(sample).size() == end) {
                    ended++;
                } else {
                    next.computeIfAbsent(key(token(sample, end)), any -> new ArrayList<>()).add(sample);
                }
            }
            List<Node> children = new ArrayList<>();
            for (List<Integer> group : next.values()) {
                children.add(node(group, end, mass));
            }
            children.sort(Comparator.comparingInt(Node::count).reversed().thenComparing(child -> child.members().getFirst()));
            List<TraceToken> run = members.isEmpty()
                    ? List.of()
                    : samples.get(members.getFirst()).tokens().subList(from, end);
            return new Node(run, from, members, mass == null ? null : Double.valueOf(Math.exp(mass)), ended, children);
        }

        private boolean allGoOnAlike(List<Integer> members, int at) {
            for (int sample : members) {
                if (samples.get(sample).size() <= at
                        || !key(token(sample, at)).equals(key(token(members.getFirst(), at)))) {
                    return false;
                }
            }
            return true;
        }

        private TraceToken token(int sample, int at) {
            return samples.get(sample).tokens().get(at);
        }

        /** What makes two tokens the same; bytes tell parts of characters apart that are shown alike. */
        private static Object key(TraceToken token) {
            return token.id() != null ? token.id() : Objects.requireNonNullElse((Object) token.bytes(), token.text());
        }
    }
}
