package gymscope.bench;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up trace from a seed: words of a vocabulary of 20,000 with their usual lengths, five alternatives, all channels. */
final class BenchTrace {

    private static final int VOCABULARY = 20_000;
    private static final int STRETCH = 500;
    private static final int ALTERNATIVES = 5;
    private static final List<Channel> CHANNELS = List.of(Channel.values());
    private static final String ENDS = ".\n";

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> vocabulary = new ArrayList<>();

    BenchTrace() {
        for (int i = 0; i < VOCABULARY; i++) {
            vocabulary.add(i % 40 == 7 ? ENDS : word());
        }
    }

    /** So many tokens, numbered from a position on. */
    List<TraceToken> tokens(int from, int count) {
        List<TraceToken> tokens = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            tokens.add(token(i));
        }
        return tokens;
    }

    private TraceToken token(int position) {
        int id = (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
        double probability = random.nextInt(10) < 6
                ? 0.9 + 0.0999 * random.nextDouble()
                : 1e-4 + 0.99 * Math.pow(random.nextDouble(), 1.4);
        List<Alternative> alternatives = new ArrayList<>(ALTERNATIVES);
        alternatives.add(alternative(id, probability));
        double left = 1 - probability;
        for (int i = 1; i < ALTERNATIVES; i++) {
            left *= 0.5;
            alternatives.add(alternative((id + i) % VOCABULARY, left));
        }
        String text = vocabulary.get(id);
        return new TraceToken(position, id, text, TokenBytes.of(text), Math.log(probability), alternatives,
                CHANNELS.get(position / STRETCH % CHANNELS.size()), Duration.ofMillis(position));
    }

    private Alternative alternative(int id, double probability) {
        return new Alternative(id, vocabulary.get(id), null, Math.log(probability));
    }

    private String word() {
        StringBuilder word = new StringBuilder(random.nextInt(10) < 7 ? " " : "");
        int letters = 1 + random.nextInt(8);
        for (int i = 0; i < letters; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
