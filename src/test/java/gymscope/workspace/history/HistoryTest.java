package gymscope.workspace.history;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.wire.Exchange;
import gymscope.wire.Secret;
import gymscope.wire.ServedExchange;
import gymscope.wire.ServedExchange.Attempt;
import gymscope.wire.StreamEvent;
import gymscope.workspace.history.HistoryFilter.StatusClass;
import gymscope.workspace.history.HistoryReader.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");
    private History history = History.off(Path.of(""));

    @BeforeEach
    void open() {
        file = folder.resolve("sub").resolve("history.db");
        history = History.in(file, HistoryLimits.standard());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void whatWasSentOnLiesBesideItWithoutSecrets() throws Exception {
        Secret key = Secret.of("upstream-secret-key");
        String request = "{\"model\":\"up\",\"user\":\"caller-secret-token\",\"note\":\"upstream-secret-key\"}";
        Exchange refused = attempt(request, 429, "", Duration.ofMillis(3));
        Exchange answered = attempt(request, 200, "", Duration.ofMillis(7));
        ServedExchange served = Samples.served("/v1/chat/completions",
                Map.of("Authorization", List.of("Bearer caller-secret-token")),
                Samples.QUESTION, List.of(new ServedExchange.Upstream(List.of(new Attempt(429, new byte[50], () -> refused),
                        new Attempt(200, new byte[50], () -> answered)), null)));
        history.accept(served);

        Kept kept = newest();

        assertThat(kept.upstream()).extracting(Exchange::status).containsExactly(429, 200);
        Exchange last = kept.upstream().getLast();
        assertThat(last.requestBody()).isEqualTo("{\"model\":\"up\",\"user\":\"••••\",\"note\":\"••••\"}");
        assertThat(last.responseBody()).isEqualTo(Samples.ANSWER);
        assertThat(last.url()).isEqualTo(answered.url());
        assertThat(last.timing()).isEqualTo(answered.timing());
        assertThat(kept.upstream().getFirst().responseBody()).isEmpty();
        assertThat(key.reveal()).isNotEmpty();
    }

    private static Exchange attempt(String request, int status, String answer, Duration took) {
        return new Exchange(Exchange.nextId(), "policy_model", "POST", "http://up/v1/chat/completions",
                Map.of("Authorization", "Bearer ••••"), request, status,
                Map.of("content-type", List.of("application/json")), answer, List.of(), Instant.now(),
                new Exchange.Timing(took, took, took), null);
    }

    @Test
    void nothingLiesOnTheDiskBeforeTheFirstExchange() throws Exception {
        assertThat(history.reader().ids(HistoryFilter.ALL)).isEmpty();
        assertThat(history.reader().extent().exchanges()).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void anExchangeComesBackAsItWas() throws Exception {
        Exchange sent = Samples.answered(Samples.ANSWER);
        history.accept(sent);

        Kept kept = newest();

        Exchange read = kept.exchange();
        assertThat(read.requestBody()).isEqualTo(sent.requestBody());
        assertThat(read.responseBody()).isEqualTo(sent.responseBody());
        assertThat(read.requestHeaders()).isEqualTo(sent.requestHeaders());
        assertThat(read.responseHeaders()).isEqualTo(sent.responseHeaders());
        assertThat(read.timing()).isEqualTo(sent.timing());
        HistoryRow row = kept.row();
        assertThat(row.model()).isEqualTo("Qwen3-8B");
        assertThat(row.from()).isEqualTo("Chat");
        assertThat(row.tokensIn()).isEqualTo(11);
        assertThat(row.tokensOut()).isEqualTo(3);
        assertThat(row.notes()).isEmpty();
        assertThat(history.reader().names().servers()).containsExactly("policy_model");
        assertThat(history.reader().names().models()).containsExactly("Qwen3-8B");
    }

    @Test
    void aStreamKeepsTheTimeOfEachEvent() throws Exception {
        String first = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Zü\"}}]}\n\n";
        String second = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"rich\"}}]}\n\n";
        int bytes = first.getBytes(StandardCharsets.UTF_8).length;
        int split = first.indexOf('ü') + 1;
        history.accept(Samples.served("/ng-rollout/task%207/v1/chat/completions", Map.of(), Samples.QUESTION,
                "text/event-stream; charset=utf-8", first + second, split, 1_000_000, bytes, 2_000_000, 2L * bytes + 1,
                5_000_000));

        Kept kept = newest();

        assertThat(kept.exchange().events()).extracting(StreamEvent::arrival).containsExactly(Duration.ofMillis(2),
                Duration.ofMillis(5));
        assertThat(String.valueOf(kept.exchange().answer())).contains("Zürich");
        assertThat(kept.row().from()).isEqualTo("task 7");
        assertThat(kept.row().tokensOut()).as("as the server counted").isEqualTo(5);
    }

    @Test
    void theTableSaysWhatIsRemarkable() throws Exception {
        history.accept(Samples.answered(Samples.TOOL_CALL));
        assertThat(newest().row().notes()).containsExactly(new Note(Note.Kind.TOOL_CALL, "tool call"));
        history.accept(Samples.answered("policy_model", 400,
                "{\"error\":{\"message\":\"long words\",\"code\":\"context_length_exceeded\"}}", Duration.ofMillis(6)));
        assertThat(newest().row().notes()).containsExactly(new Note(Note.Kind.FAILURE, "context length exceeded"));
        history.accept(Samples.answered("policy_model", 429, "{\"error\":{\"message\":\"Slow down.\"}}", Duration.ofMillis(6)));
        assertThat(newest().row().notes()).containsExactly(new Note(Note.Kind.WARNING, "Slow down"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"order|2", "get_order|1", "get_ord|1", "call_9f|1", "zurich|1", "\"order B-1180\"|2",
        "\"B-1180 order\"|0", "order zürich|1", "rder|0", "{|0", "東京|1", "京|1", "chatcmpl-77|1", "\"|0", "order AND|0",
        "timed out|1"})
    void textIsSearched(String typed, int found) throws Exception {
        history.accept(Samples.answered(Samples.ANSWER));
        history.accept(Samples.answered(Samples.TOOL_CALL));
        Exchange other = Samples.answered("not JSON: 私は東京に住む");
        history.accept(new Exchange(1, "other", "POST", "u", Map.of(), "", 0, Map.of(), other.responseBody(), List.of(),
                Instant.now(), other.timing(), "The call timed out."));
        settle();

        assertThat(history.reader().ids(HistoryFilter.ALL.withText(typed))).hasSize(found);
    }

    @Test
    void filtersNarrow() throws Exception {
        history.accept(Samples.answered("a", 200, Samples.ANSWER, Duration.ofMillis(5)));
        history.accept(Samples.answered("b", 200, Samples.TOOL_CALL, Duration.ofSeconds(3)));
        history.accept(Samples.answered("b", 429, "{}", Duration.ofMillis(5)));
        history.accept(Samples.answered("b", 502, "{}", Duration.ofMillis(5)));
        settle();

        HistoryFilter all = HistoryFilter.ALL;
        assertThat(ids(all)).containsExactly(4, 3, 2, 1);
        assertThat(ids(all.withServer("b"))).containsExactly(4, 3, 2);
        assertThat(ids(all.withServer("it's"))).isEmpty();
        assertThat(ids(all.withModel("Qwen3-8B"))).containsExactly(2, 1);
        assertThat(ids(all.withStatus(StatusClass.DONE))).containsExactly(2, 1);
        assertThat(ids(all.withStatus(StatusClass.RATE_LIMIT))).containsExactly(3);
        assertThat(ids(all.withStatus(StatusClass.CLIENT_ERROR))).containsExactly(3);
        assertThat(ids(all.withStatus(StatusClass.SERVER_ERROR))).containsExactly(4);
        assertThat(ids(all.withStatus(StatusClass.BROKEN))).isEmpty();
        assertThat(ids(all.withToolCalls(true))).containsExactly(2);
        assertThat(ids(all.withSlow(true))).containsExactly(2);
        assertThat(ids(all.withSince(Instant.now().plusSeconds(60)))).isEmpty();
        assertThat(ids(all.withServer("b").withText("order").withSlow(true))).containsExactly(2);
        assertThat(history.reader().rows(new long[]{2, 4, 99})).extracting(HistoryRow::id).containsExactlyInAnyOrder(2L, 4L);
    }

    @Test
    void noSecretReachesTheDisk() throws Exception {
        Secret key = Secret.of("sk-\"live\"/äß-123456");
        String caller = "caller-token-987654321";
        Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + caller), "X-api-key",
                List.of("another-key-000111222"), "X-Debug", List.of("sent with " + caller));
        String request = "{\"messages\":[{\"content\":\"my key is sk-\\\"live\\\"/äß-123456 and %s\"}],\"k\":\"another-key-000111222\"}"
                .formatted(caller);
        String answer = "{\"echo\":\"sk-\\\"live\\\"\\/äß-123456\",\"u\":\"?key=sk-%22live%22%2F%C3%A4%C3%9F-123456\",\"t\":\""
                + caller
                + "\",\"py\":\"sk-\\\"live\\\"/\\u00e4\\u00df-123456\",\"plain\":\"hello\"}";
        history.accept(Samples.served("/v1/chat/completions?key=" + caller, headers, request, "application/json", answer));
        settle();
        assertThat(onDisk()).contains("hello");
        Exchange kept = newest().exchange();
        history.close();

        assertThat(kept.requestHeaders()).containsEntry("Authorization", "Bearer ••••").containsEntry("X-api-key", "••••");
        assertThat(kept.requestBody()).contains("my key is ••••");
        for (String secret : List.of("live", "caller-token", "987654321", "another-key", "123456")) {
            assertThat(onDisk()).as(secret).doesNotContain(secret);
            assertThat(kept.toString()).as(secret).doesNotContain(secret);
        }
        assertThat(key.reveal()).isNotEmpty();
    }

    @Test
    void manyThreadsAtOnceLoseNothing() throws Exception {
        int threads = 16;
        int each = 200;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> work = IntStream.range(0, threads).<Callable<Integer>>mapToObj(thread -> () -> {
                for (int i = 0; i < each; i++) {
                    history.accept(Samples.answered("s" + thread, 200, Samples.ANSWER, Duration.ofMillis(1)));
                }
                return history.reader().ids(HistoryFilter.ALL).length;
            }).toList();
            pool.invokeAll(work).forEach(done -> assertThat(done.resultNow()).isBetween(0, threads * each));
        }
        settle();

        assertThat(history.reader().ids(HistoryFilter.ALL)).hasSize(threads * each);
        assertThat(history.reader().ids(HistoryFilter.ALL.withServer("s3"))).hasSize(each);
        assertThat(history.state()).isEqualTo(new HistoryState.Keeping(0));
    }

    @Test
    void whatDoesNotFitInMemoryIsSkippedAndCounted() throws Exception {
        history.close();
        history = History.in(file, new HistoryLimits(1L << 30, Duration.ofDays(1), 4_000));

        for (int i = 0; i < 200; i++) {
            history.accept(Samples.answered(Samples.ANSWER));
        }
        settle();

        int kept = history.reader().ids(HistoryFilter.ALL).length;
        assertThat(kept).isPositive();
        assertThat(history.state().skipped()).isEqualTo(200 - kept).isPositive();
        assertThat(history.state().words()).isEqualTo("history skipped %d exchanges".formatted(200 - kept));
    }

    @Test
    void theOldestGoWhenThereIsTooMuch() throws Exception {
        history.close();
        history = History.in(file, new HistoryLimits(400_000, Duration.ofDays(1), 64 << 20));
        for (int i = 0; i < 3_000; i++) {
            history.accept(Samples.answered(Samples.ANSWER.replace("Zürich", "answer number " + i)));
        }
        settle();

        long[] ids = history.reader().ids(HistoryFilter.ALL);
        assertThat(ids.length).isLessThan(2_600);
        assertThat(history.reader().extent().bytes()).isLessThan(800_000);
        assertThat(ids[0]).isEqualTo(3_000);
        assertThat(history.reader().ids(HistoryFilter.ALL.withText("\"answer number 0\""))).isEmpty();
        assertThat(history.reader().ids(HistoryFilter.ALL.withText("\"answer number 2999\""))).containsExactly(3_000);
    }

    @Test
    void theOldGoByAge() throws Exception {
        Exchange sample = Samples.answered(Samples.ANSWER);
        for (int i = 0; i < 2_000; i++) {
            history.accept(new Exchange(i, "s", "POST", "u", Map.of(), "", 200, Map.of(), "{}", List.of(),
                    i < 600 ? Instant.now().minus(Duration.ofDays(20)) : Instant.now(), sample.timing(), null));
        }
        settle();
        history.close();
        history = History.in(file, HistoryLimits.standard());
        history.accept(sample);
        settle();

        assertThat(history.reader().ids(HistoryFilter.ALL)).hasSizeLessThanOrEqualTo(1_401).contains(2_001);
    }

    @Test
    void whatIsOffKeepsNothingAndReadsWhatWasKept() throws Exception {
        history.accept(Samples.answered(Samples.ANSWER));
        settle();
        history.close();
        history = History.off(file);

        history.accept(Samples.answered(Samples.ANSWER));
        ServedExchange served = Samples.served("/", Map.of(), "", "text/plain", "");
        history.accept(served);

        assertThat(history.isOpen()).isFalse();
        assertThat(history.reader().ids(HistoryFilter.ALL)).hasSize(1);
    }

    @Test
    void aReplayIsFoundFromItsFirst() throws Exception {
        history.accept(Samples.answered(Samples.ANSWER));
        Exchange replay = Samples.answered(Samples.TOOL_CALL);
        history.accept(
                new Exchange(9, "s", "POST", "u", Map.of("user-agent", "Gymscope/Traffic (replay of 1)"), "", 200, Map.of(),
                        replay.responseBody(), List.of(), Instant.now(), replay.timing(), null));
        settle();

        assertThat(history.reader().latestReplayOf(1)).map(kept -> kept.row().id()).contains(2L);
        assertThat(history.reader().latestReplayOf(2)).isEmpty();
        assertThat(newest().row().from()).isEqualTo("Traffic");
    }

    private List<Integer> ids(HistoryFilter filter) throws InterruptedException {
        return Arrays.stream(history.reader().ids(filter)).mapToObj(Math::toIntExact).toList();
    }

    private Kept newest() throws InterruptedException {
        settle();
        return history.reader().load(history.reader().ids(HistoryFilter.ALL)[0]).orElseThrow();
    }

    private void settle() throws InterruptedException {
        assertThat(history.await(PATIENCE)).as("everything is written").isTrue();
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            for (Path one : files.toList()) {
                byte[] bytes = Files.readAllBytes(one);
                all.append(new String(bytes, StandardCharsets.UTF_8)).append(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
