package gymscope.rollouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gymscope.agents.ModelCalls;
import gymscope.agents.SimpleAgent;
import gymscope.agents.SimpleAgentSettings;
import gymscope.environments.Environments;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs with real files and a model that a test plays: nothing lost, nothing doubled, never too many at once. */
@Timeout(120)
class RunTest {

    private static final String RIGHT = "\\boxed{A}";

    @TempDir
    private Path folder;

    @Test
    void everyRowIsRunOnceAndSummedUp() throws Exception {
        CollectOptions options = options(10).withRepeats(Repeats.of(2)).withConcurrency(3);
        AtomicInteger calls = new AtomicInteger();
        try (Run run = Run.open(options,
                agents(PlayedModel.saying(request -> calls.incrementAndGet() % 2 == 0 ? RIGHT : "no idea")))) {
            List<RolloutSummary> told = Collections.synchronizedList(new ArrayList<>());
            run.onRollout(told::add);
            run.start();
            RunSnapshot end = run.await();
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
            assertThat(end.done()).isEqualTo(20);
            assertThat(end.meanReward()).isCloseTo(0.5, within(1e-12));
            assertThat(end.passAtK()).hasSize(2);
            assertThat(end.completeTasks()).isEqualTo(10);
            assertThat(end.inputTokens()).isEqualTo(200);
            assertThat(end.rewards().bins().getFirst().count()).isEqualTo(10);
            assertThat(told).hasSize(60);
            assertThat(run.exchanges(new RolloutKey(3, 1))).hasSize(1);
            assertThat(String.valueOf(run.metrics())).contains("\"pass@1[avg-of-2]/accuracy\":50.0");
        }
        assertThat(keys(options.paths().rollouts())).hasSize(20).doesNotHaveDuplicates();
        assertThat(keys(options.paths().materializedInputs())).hasSize(20);
        assertThat(options.paths().failures()).isEmptyFile();
        assertThat(options.paths().aggregateMetrics()).content().contains("\"mean/reward\": 0.5");
        assertThat(Timings.read(options.paths().timings()).summary(new RolloutKey(0, 0), Json.object()).duration()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void neverTooManyAtOnce(int limit) throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(limit);
        ModelCalls model = request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            awaitQuietly(full);
            now.decrementAndGet();
            return PlayedModel.answer(request, PlayedModel.message(RIGHT));
        };
        try (Run run = Run.open(options(40).withConcurrency(limit), agents(model))) {
            run.start();
            assertThat(run.await().done()).isEqualTo(40);
        }
        assertThat(most).hasValue(limit);
    }

    @Test
    void aFailedRolloutIsARowWithAClassAndIsTriedAgain() throws Exception {
        CollectOptions options = options(6).withConcurrency(1);
        Set<String> failOnce = ConcurrentHashMap.newKeySet();
        ModelCalls model = request -> question(request).endsWith("3?") && failOnce.add("3")
                ? PlayedModel.error(request, 500, "out of memory")
                : PlayedModel.answer(request, PlayedModel.message(RIGHT));
        try (Run run = Run.open(options, agents(model))) {
            run.start();
            RunSnapshot end = run.await();
            assertThat(end.done()).isEqualTo(5);
            assertThat(end.failures()).isEqualTo(Map.of("server error", 1));
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
        }
        JsonNode failure = Json.parse(Files.readString(options.paths().failures()));
        assertThat(failure.path("_ng_failure_class").asString()).isEqualTo("server_error");
        assertThat(failure.path("_ng_failure_message").asString()).contains("500").contains("out of memory");
        assertThat(failure.path("_ng_task_index").asInt()).isEqualTo(3);
        try (Run run = Run.open(options.withResume(true), agents(model))) {
            assertThat(run.resumed()).isEqualTo(new ResumeCounts(6, 5, 1, 1, 0, 0, 3, 1));
            run.start();
            assertThat(run.await().done()).isEqualTo(6);
        }
        List<JsonNode> rows = rows(options.paths().rollouts());
        assertThat(rows).hasSize(6);
        assertThat(rows.getLast().path("_ng_attempt_index").asInt()).isEqualTo(1);
    }

    @Test
    void aHopelessRunWritesNothing() throws InterruptedException {
        CollectOptions options = options(20);
        try (Run run = Run.open(options, agents(request -> PlayedModel.failure(request, "Nothing listens at 127.0.0.1:1.")))) {
            run.start();
            RunSnapshot end = run.await();
            assertThat(end.state()).isEqualTo(RunState.ABORTED);
            assertThat(end.fault()).isNotNull().hasMessage("Nothing listens at 127.0.0.1:1.");
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("rollouts"));
    }

    @Test
    void stoppedAndResumedWithoutLossOrDouble() throws Exception {
        CollectOptions options = options(30).withConcurrency(4);
        CountDownLatch some = new CountDownLatch(7);
        Semaphore free = new Semaphore(9);
        ModelCalls slow = request -> {
            some.countDown();
            try {
                free.acquire();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return PlayedModel.failure(request, "The call was cancelled.");
            }
            return PlayedModel.answer(request, PlayedModel.message(RIGHT));
        };
        try (Run run = Run.open(options, agents(slow))) {
            run.start();
            some.await();
            run.stop();
            RunSnapshot end = run.await();
            assertThat(end.state()).isEqualTo(RunState.STOPPED);
            assertThat(end.failed()).isZero();
            assertThat(end.running()).isZero();
            assertThat(keys(options.paths().rollouts())).hasSize(end.done());
        }
        assertThat(options.paths().aggregateMetrics()).doesNotExist();
        try (Run run = Run.open(options.withResume(true), agents(PlayedModel.saying(request -> RIGHT)))) {
            run.start();
            assertThat(run.await().done()).isEqualTo(30);
        }
        assertThat(keys(options.paths().rollouts())).hasSize(30).doesNotHaveDuplicates();
        assertThat(options.paths().aggregateMetrics()).exists();
    }

    @Test
    void drainsAndPauses() throws Exception {
        CollectOptions options = options(10).withConcurrency(2);
        Semaphore asked = new Semaphore(0);
        Semaphore free = new Semaphore(0);
        ModelCalls gated = request -> {
            asked.release();
            free.acquireUninterruptibly();
            return PlayedModel.answer(request, PlayedModel.message(RIGHT));
        };
        try (Run run = Run.open(options, agents(gated))) {
            run.start();
            asked.acquire(2);
            run.pause();
            assertThat(run.snapshot().state()).isEqualTo(RunState.PAUSED);
            free.release(2);
            run.unpause();
            asked.acquire(2);
            run.drain();
            free.release(2);
            RunSnapshot end = run.await();
            assertThat(end.state()).isEqualTo(RunState.STOPPED);
            assertThat(end.done()).isEqualTo(4);
            assertThat(end.waiting()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void cutAnywhereAndResumedEveryRowIsThereOnce(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        CollectOptions options = options(12).withRepeats(Repeats.of(2)).withConcurrency(1 + random.nextInt(5));
        runToEnd(options);
        long size = Files.size(options.paths().rollouts());
        for (int death = 0; death < 3; death++) {
            long cut = random.nextLong(size + 1);
            cut(options.paths().rollouts(), Math.min(cut, Files.size(options.paths().rollouts())));
            cut(options.paths().timings(), random.nextLong(Files.size(options.paths().timings()) + 1));
            runToEnd(options.withResume(true));
            assertThat(keys(options.paths().rollouts())).as("seed %d, cut at byte %d", seed, cut).hasSize(24)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aWholeLastLineWithoutItsEndIsKept() throws Exception {
        CollectOptions options = options(3);
        runToEnd(options);
        cut(options.paths().rollouts(), Files.size(options.paths().rollouts()) - 1);
        AtomicInteger calls = new AtomicInteger();
        try (Run run = Run.open(options.withResume(true),
                agents(PlayedModel.saying(request -> "call " + calls.incrementAndGet())))) {
            run.start();
            run.await();
        }
        assertThat(calls).hasValue(0);
        assertThat(keys(options.paths().rollouts())).hasSize(3);
        assertThat(options.paths().torn()).doesNotExist();
    }

    @Test
    void aTornLineIsSetAside() throws Exception {
        CollectOptions options = options(3);
        runToEnd(options);
        String whole = Files.readString(options.paths().rollouts());
        cut(options.paths().rollouts(), Files.size(options.paths().rollouts()) - 20);
        runToEnd(options.withResume(true));
        String torn = Files.readString(options.paths().torn());
        assertThat(whole).contains(torn.strip());
        assertThat(keys(options.paths().rollouts())).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void twoRunsDoNotWriteOneFile() throws Exception {
        CollectOptions options = options(3);
        try (Run run = Run.open(options, agents(PlayedModel.saying(request -> RIGHT)))) {
            assertThatThrownBy(() -> Run.open(options, agents(PlayedModel.saying(request -> RIGHT)))).isInstanceOf(Fault.class)
                    .hasMessageContaining("Another run writes to");
            assertThat(RolloutsFile.open(options.output()).rollouts()).isEmpty();
            assertThat(anotherProcessMayWrite(options)).isFalse();
            run.start();
            assertThat(run.await().done()).isEqualTo(3);
        }
        assertThat(options.paths().lock()).doesNotExist();
        assertThat(anotherProcessMayWrite(options)).isTrue();
    }

    /** Reading the file in this process must not give the lock away, as it does where POSIX locks lie on the file itself. */
    private static boolean anotherProcessMayWrite(CollectOptions options) throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), LeaseProbe.class.getName(), options.output().toString(),
                options.paths().lock().toString()).inheritIO().start();
        return other.waitFor() == 0;
    }

    @Test
    void aFreshRunKeepsWhatWasInItsPlace() throws Exception {
        CollectOptions options = options(2);
        runToEnd(options);
        String before = Files.readString(options.paths().rollouts());
        runToEnd(options);
        assertThat(options.paths().replaced()).hasContent(before);
        assertThat(keys(options.paths().rollouts())).hasSize(2);
    }

    @Test
    void badInputIsNamedAndNothingIsWritten() throws IOException {
        assertBad("{\"responses_create_params\": {\"input\": []}}\n{\"a\": \n", "Malformed JSON in '%s' at line 2: ");
        assertBad("[1]\n", "Malformed JSON in '%s' at line 1: ");
        assertBad("{\"a\": 1}\n", "Line 1 of '%s' has no responses_create_params.");
        assertBad("\n\n", "The input file '%s' has no rows.");
        assertBad("{\"responses_create_params\": {}, \"agent_ref\": {\"name\": \"nobody\"}}\n", "Rows name the agent nobody");
        CollectOptions missing = CollectOptions.of(folder.resolve("missing.jsonl"), folder.resolve("rollouts.jsonl"));
        assertThatThrownBy(() -> Run.open(missing, Map.of())).hasMessageContaining("Input file not found")
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Run.open(options(1).withConcurrency(0), Map.of())).isInstanceOf(Fault.class)
                .hasMessageContaining("at once is 0");
    }

    @Test
    void aFaultOfOurOwnIsAFailedRollout() throws Exception {
        CollectOptions options = options(2).withConcurrency(1);
        ModelCalls broken = request -> {
            if (question(request).endsWith("0?")) {
                throw new IllegalStateException("a bug");
            }
            return PlayedModel.answer(request, PlayedModel.message(RIGHT));
        };
        try (Run run = Run.open(options, agents(broken))) {
            run.start();
            assertThat(run.await().failures()).isEqualTo(Map.of("internal error", 1));
        }
        assertThat(options.paths().failures()).content().contains("a bug").doesNotContain("IllegalStateException");
    }

    private void assertBad(String input, String message) throws IOException {
        Path file = folder.resolve("input.jsonl");
        Files.writeString(file, input);
        CollectOptions options = CollectOptions.of(file, folder.resolve("out/rollouts.jsonl")).withAgentName("agent");
        assertThatThrownBy(() -> Run.open(options, agents(PlayedModel.saying(request -> RIGHT)))).isInstanceOf(Fault.class)
                .hasMessageStartingWith(message.formatted(file));
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    private void runToEnd(CollectOptions options) throws InterruptedException {
        try (Run run = Run.open(options, agents(PlayedModel.saying(request -> RIGHT)))) {
            run.start();
            assertThat(run.await().state()).isEqualTo(RunState.FINISHED);
        }
    }

    private CollectOptions options(int tasks) {
        Path input = folder.resolve("input.jsonl");
        try {
            Files.write(input, IntStream.range(0, tasks).mapToObj(RunTest::row).toList());
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
        return CollectOptions.of(input, folder.resolve("rollouts.jsonl")).withAgentName("agent").withConcurrency(8);
    }

    private static String row(int task) {
        ObjectNode row = Json.object();
        row.putObject("responses_create_params").putArray("input").addObject().put("role", "user").put("content",
                "Is é or ü right in question " + task + "?");
        row.putArray("options").addObject().put("A", "é").put("B", "ü");
        return Json.write(row.put("expected_answer", "A"));
    }

    private static Map<String, SimpleAgent> agents(ModelCalls model) {
        return Map.of("agent", new SimpleAgent(SimpleAgentSettings.DEFAULT, Environments.create("mcqa", Json.object()), model));
    }

    private static String question(ObjectNode request) {
        return request.path("input").path(0).path("content").asString();
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Json::parse).toList();
    }

    private static List<RolloutKey> keys(Path file) throws IOException {
        return rows(file).stream().map(RolloutKey::of).toList();
    }

    private static void cut(Path file, long size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
