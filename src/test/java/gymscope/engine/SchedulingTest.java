package gymscope.engine;

import static gymscope.engine.EngineVectorsTest.all;
import static gymscope.engine.EngineVectorsTest.generate;
import static gymscope.engine.EngineVectorsTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gymscope.engine.generation.BusyFault;
import gymscope.engine.generation.FinishReason;
import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.PromptScore;
import gymscope.engine.generation.SamplingParameters;
import gymscope.engine.gguf.TensorType;
import gymscope.wire.Fault;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many generations at once: nobody's result depends on who else is there, nobody waits for ever. */
@Timeout(120)
class SchedulingTest {

    private static final EngineOptions OPTIONS = EngineOptions.standard();

    @TempDir
    private Path folder;

    @Test
    void greedyAloneAndUnderLoadIsTheSameBitForBit() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        List<GenerationRequest> requests = IntStream.range(0, 24)
                .mapToObj(i -> scored(prompt(random, 1 + random.nextInt(180)), SamplingParameters.greedy(), 40)).toList();
        List<List<GeneratedToken>> alone = new ArrayList<>();
        for (GenerationRequest one : requests) {
            try (LocalModel model = small(OPTIONS.withThreads(1))) {
                alone.add(generate(model, one));
            }
        }
        for (int threads : List.of(1, 3)) {
            try (LocalModel model = small(OPTIONS.withThreads(threads))) {
                assertThat(together(model, requests)).as("with %d threads", threads).isEqualTo(alone);
            }
        }
    }

    @Test
    void aSeedGivesTheSameDrawsWhateverElseRuns() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            SplittableRandom random = new SplittableRandom(2);
            GenerationRequest seeded = scored(prompt(random, 20), sampling(7L), 40);
            List<GeneratedToken> alone = generate(model, seeded);
            List<GenerationRequest> crowd = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                crowd.add(scored(prompt(random, 30 + i), sampling(null), 40));
            }
            crowd.add(5, seeded);
            assertThat(together(model, crowd).get(5)).isEqualTo(alone);
            assertThat(generate(model, scored(seeded.prompt(), sampling(8L), 40))).isNotEqualTo(alone);
        }
    }

    @Test
    void aSharedBeginningIsComputedOnce() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = prompt(new SplittableRandom(3), 100);
            try (Generation first = model.generate(request(prompt, 8, 5));
                    Generation second = model.generate(request(prompt, 8, 5))) {
                List<GeneratedToken> tokens = all(first);
                assertThat(all(second)).isEqualTo(tokens);
                assertThat(first.cachedPromptTokens()).isZero();
                assertThat(second.cachedPromptTokens()).isEqualTo(96);
            }
            int[] longer = Arrays.copyOf(prompt, 120);
            try (Generation third = model.generate(request(longer, 8, 5));
                    Generation fresh = model.generate(scoringPrompt(longer, 8))) {
                assertThat(all(third).stream().map(GeneratedToken::id))
                        .isEqualTo(all(fresh).stream().map(GeneratedToken::id).toList());
                assertThat(third.cachedPromptTokens()).isEqualTo(96);
                assertThat(fresh.cachedPromptTokens()).isZero();
            }
        }
    }

    @Test
    void pagesAreReusedWhenTheCacheIsFull() throws InterruptedException {
        // Room for 32 pages: two full contexts.
        EngineOptions tight = new EngineOptions(1, true, 8, 100, 32L * 16 * SmallModel.LAYERS * 2 * SmallModel.KEY_HEADS
                * SmallModel.HEAD_SIZE * Float.BYTES);
        SplittableRandom random = new SplittableRandom(4);
        List<GenerationRequest> requests = IntStream.range(0, 30)
                .mapToObj(i -> scored(prompt(random, 60 + i), SamplingParameters.greedy(), 20)).toList();
        try (LocalModel roomy = small(OPTIONS); LocalModel narrow = small(tight)) {
            assertThat(together(narrow, requests)).isEqualTo(together(roomy, requests));
        }
    }

    @Test
    void probabilitiesOfTheWholeVocabularyAddUpToOne() throws InterruptedException {
        try (LocalModel model = LocalModel.load(VectorFiles.DEMO)) {
            int vocabulary = model.description().vocabularySize();
            int[] prompt = model.tokenizer().encode("<|im_start|>user\nSay hello.<|im_end|>\n<|im_start|>assistant\n", true,
                    true);
            for (GeneratedToken token : generate(model, request(prompt, 20, vocabulary))) {
                assertThat(token.top()).hasSize(vocabulary);
                assertThat(token.top().stream().mapToDouble(score -> Math.exp(score.logprob())).sum()).isCloseTo(1, within(1e-9));
                assertThat(token.top().getFirst().id()).isEqualTo(token.id());
                assertThat(token.logprob()).isEqualTo(token.top().getFirst().logprob());
            }
        }
    }

    @Test
    void scoresOfAPromptAreThoseOfItsGeneration() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = prompt(new SplittableRandom(5), 40);
            List<GeneratedToken> tokens = generate(model, scored(prompt, sampling(3L), 30));
            int[] both = IntStream.concat(Arrays.stream(prompt), tokens.stream().mapToInt(GeneratedToken::id)).toArray();
            try (Generation scoring = model.generate(scoringPrompt(both, 0))) {
                assertThat(scoring.next()).isNull();
                assertThat(scoring.finishReason()).isEqualTo(FinishReason.LENGTH);
                List<PromptScore> scores = scoring.promptScores();
                assertThat(scores).hasSize(both.length - 1);
                for (int i = 0; i < tokens.size(); i++) {
                    PromptScore score = scores.get(prompt.length - 1 + i);
                    assertThat(score.position()).isEqualTo(prompt.length + i);
                    assertThat(new GeneratedToken(score.id(), score.logprob(), score.rank(), score.top()))
                            .isEqualTo(tokens.get(i));
                }
            }
        }
    }

    @Test
    void samplingParametersDoNotChangeLogprobs() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = prompt(new SplittableRandom(6), 10);
            GeneratedToken plain = generate(model, request(prompt, 1, 5)).getFirst();
            int unlikely = plain.top().getLast().id();
            GeneratedToken biased = generate(model, scored(prompt,
                    new SamplingParameters(0.3, 0.5, 3, 0, 1, 1, 1.5, Map.of(unlikely, 100.0), 1L), 1)).getFirst();
            assertThat(biased.id()).isEqualTo(unlikely);
            assertThat(biased.rank()).isEqualTo(5);
            assertThat(biased.top()).isEqualTo(plain.top());
            assertThat(biased.logprob()).isEqualTo(plain.top().getLast().logprob());
        }
    }

    @Test
    void stopTokensAndLimitsEndAGeneration() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = prompt(new SplittableRandom(7), 10);
            List<GeneratedToken> free = generate(model, scored(prompt, SamplingParameters.greedy(), 12));
            assertThat(free).hasSize(12);
            int stop = free.get(3).id();
            int first = IntStream.range(0, 12).filter(i -> free.get(i).id() == stop).findFirst().orElseThrow();
            try (Generation stopped = model.generate(new GenerationRequest(prompt, SamplingParameters.greedy(), 12, 0, true,
                    Set.of(stop), 0, -1))) {
                assertThat(all(stopped)).hasSize(first + 1).last().extracting(GeneratedToken::id).isEqualTo(stop);
                assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
            }
            List<GeneratedToken> longer = generate(model, new GenerationRequest(prompt, SamplingParameters.greedy(), 12, 8, true,
                    Set.of(stop), 0, -1));
            assertThat(longer.subList(0, 8)).extracting(GeneratedToken::id).doesNotContain(stop);
            assertThat(longer).hasSizeGreaterThan(8);
        }
    }

    @Test
    void theEndTokenEndsUnlessIgnored() throws InterruptedException {
        SamplingParameters towardsEnd = new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(SmallModel.END, 100.0), null);
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = {1, 2, 3};
            try (Generation ended = model.generate(GenerationRequest.of(prompt, towardsEnd, 5))) {
                assertThat(all(ended)).extracting(GeneratedToken::id).containsExactly(SmallModel.END);
                assertThat(ended.finishReason()).isEqualTo(FinishReason.STOP);
            }
            assertThat(generate(model, scored(prompt, towardsEnd, 5))).hasSize(5);
        }
    }

    @Test
    void theContextBoundsPromptAndAnswer() throws InterruptedException {
        try (LocalModel model = small(OPTIONS)) {
            int[] prompt = prompt(new SplittableRandom(8), SmallModel.CONTEXT - 5);
            try (Generation generation = model.generate(scored(prompt, SamplingParameters.greedy(), 100))) {
                assertThat(all(generation)).hasSize(5);
                assertThat(generation.finishReason()).isEqualTo(FinishReason.LENGTH);
            }
            refused(model, scored(new int[SmallModel.CONTEXT], SamplingParameters.greedy(), 1), "256 tokens");
            refused(model, scored(new int[]{999}, SamplingParameters.greedy(), 1), "token 999");
            refused(model, scored(new int[]{1}, new SamplingParameters(0, 1, 0, 0, 0, 0, 1, Map.of(-1, 1.0), null), 1),
                    "token -1");
        }
    }

    @Test
    void closingCancelsAndMakesRoomForTheNext() throws InterruptedException {
        EngineOptions one = new EngineOptions(1, true, 1, 1, OPTIONS.cacheBytes());
        try (LocalModel model = slow(one)) {
            int[] prompt = {1, 2, 3};
            GenerationRequest endless = scored(prompt, SamplingParameters.greedy(), 1_000);
            Generation first = model.generate(endless);
            first.next();
            Generation second = model.generate(endless);
            first.close();
            assertThat(first.next()).isNull();
            assertThatThrownBy(first::finishReason).isInstanceOf(IllegalStateException.class);
            assertThat(second.next()).isNotNull();
            second.close();
            assertThat(generate(model, request(prompt, 3, 0))).hasSize(3);
        }
    }

    @Test
    void aFullQueueSaysBusy() throws InterruptedException {
        EngineOptions one = new EngineOptions(1, true, 1, 2, OPTIONS.cacheBytes());
        try (LocalModel model = slow(one)) {
            // One that runs for hundreds of steps, two that wait, and the next finds no room.
            GenerationRequest lengthy = scored(new int[]{1}, SamplingParameters.greedy(), 1_000);
            Generation running = model.generate(lengthy);
            running.next();
            Generation waiting = model.generate(lengthy);
            Generation cancelled = model.generate(lengthy);
            assertThatThrownBy(() -> model.generate(lengthy).close()).isInstanceOf(BusyFault.class)
                    .hasMessageContaining("busy: 2 requests");
            cancelled.close();
            try (Generation instead = model.generate(lengthy)) {
                running.close();
                waiting.close();
                assertThat(instead.next()).isNotNull();
            }
        }
    }

    @Test
    void readersOfAModelThatStopsGetToKnow() throws InterruptedException {
        LocalModel model = slow(OPTIONS);
        Generation generation = model.generate(scored(new int[]{1}, SamplingParameters.greedy(), 1_000));
        generation.next();
        model.close();
        assertThatThrownBy(() -> all(generation)).isInstanceOf(Fault.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> model.generate(request(new int[]{1}, 1, 0)).close()).isInstanceOf(Fault.class);
    }

    @Test
    void aFileThatIsCutShortUnderTheModelIsAFaultAndNoSilence() throws Exception {
        assumeTrue(File.separatorChar == '/', "Windows keeps mapped files from being changed");
        Path copy = Files.copy(VectorFiles.DEMO, folder.resolve("demo.gguf"));
        try (LocalModel model = LocalModel.load(copy); FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(100_000);
            assertThatThrownBy(() -> generate(model, request(new int[]{1}, 3, 0))).isInstanceOf(Fault.class);
        }
    }

    @Test
    void aModelThatComputesNoNumbersSaysSo() throws InterruptedException {
        Path broken = SmallModel.write(folder.resolve("broken.gguf"), TensorType.F32, 1, number -> Float.NaN, writer -> {});
        try (LocalModel model = LocalModel.load(broken)) {
            assertThatThrownBy(() -> generate(model, request(new int[]{1}, 3, 0))).isInstanceOf(Fault.class)
                    .hasMessageContaining("no number");
        }
    }

    private LocalModel small(EngineOptions options) {
        Path written = folder.resolve("small-Q8_0.gguf");
        return LocalModel.load(Files.exists(written) ? written : SmallModel.write(folder, TensorType.Q8_0, 9), options);
    }

    /** Takes seconds for a thousand tokens, so that a test can do something meanwhile. */
    private static LocalModel slow(EngineOptions options) {
        return LocalModel.load(VectorFiles.DEMO, options.withVectors(false));
    }

    /** All at once; results in the order of the requests. */
    private static List<List<GeneratedToken>> together(LocalModel model, List<GenerationRequest> requests)
            throws InterruptedException {
        List<Generation> generations = requests.stream().map(model::generate).toList();
        List<List<GeneratedToken>> results = new ArrayList<>();
        for (Generation generation : generations) {
            results.add(all(generation));
            generation.close();
        }
        return results;
    }

    private static void refused(LocalModel model, GenerationRequest request, String named) {
        assertThatThrownBy(() -> model.generate(request).close()).isInstanceOf(Fault.class).hasMessageContaining(named);
    }

    private static int[] prompt(SplittableRandom random, int length) {
        return random.ints(length, 0, 256).toArray();
    }

    private static SamplingParameters sampling(@Nullable Long seed) {
        return new SamplingParameters(1, 0.95, 50, 0.01, 0.1, 0.1, 1.1, Map.of(), seed);
    }

    private static GenerationRequest scored(int[] prompt, SamplingParameters sampling, int maxTokens) {
        return new GenerationRequest(prompt, sampling, maxTokens, 0, true, Set.of(), 5, -1);
    }

    private static GenerationRequest scoringPrompt(int[] prompt, int maxTokens) {
        return new GenerationRequest(prompt, SamplingParameters.greedy(), maxTokens, 0, true, Set.of(), 5, 5);
    }
}
