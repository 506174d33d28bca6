package gymscope.bench;

import gymscope.engine.LocalModel;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.SamplingParameters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Work for a local model: prompts of random tokens, so that no two begin alike. */
final class EngineLoad {

    private final LocalModel model;
    private final SplittableRandom random = new SplittableRandom(42);

    EngineLoad(LocalModel model) {
        this.model = model;
    }

    /** Computes a new prompt of so many tokens. */
    int prompt(int length) throws InterruptedException {
        try (Generation generation = model.generate(request(length, 0))) {
            finish(generation);
        }
        return length;
    }

    /** Generates so many tokens in each of several sequences at once. */
    int generate(int sequences, int tokens) throws InterruptedException {
        List<Generation> generations = new ArrayList<>();
        for (int i = 0; i < sequences; i++) {
            generations.add(model.generate(request(1, tokens)));
        }
        for (Generation generation : generations) {
            finish(generation);
            generation.close();
        }
        return sequences * tokens;
    }

    private GenerationRequest request(int promptLength, int maxTokens) {
        int[] prompt = random.ints(promptLength, 0, model.description().vocabularySize()).toArray();
        return new GenerationRequest(prompt, SamplingParameters.greedy(), maxTokens, 0, true, Set.of(), 0, -1);
    }

    private static void finish(Generation generation) throws InterruptedException {
        while (generation.next() != null) {
            // Each token as a server would take it.
        }
    }

    /** Processor time of the engine's threads so far. */
    static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("engine-")) {
                sum += threads.getThreadCpuTime(thread.threadId());
            }
        }
        return sum;
    }
}
