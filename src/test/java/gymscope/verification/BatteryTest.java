package gymscope.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class BatteryTest {

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private FakeEndpoint fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeEndpoint();
    }

    @AfterEach
    void stop() {
        client.close();
        fake.close();
    }

    @Test
    void aHealthyEndpointPassesTwelveChecks() throws InterruptedException {
        Report report = Battery.standard().run(client, fake.endpoint(), BatteryListener.NONE);

        assertThat(report.results()).hasSize(12)
                .allSatisfy(result -> assertThat(result.verdict()).as("%s: %s", result.id(), result.evidence())
                        .isEqualTo(Verdict.PASS));
        assertThat(report.sentence()).isEqualTo("Ready for on-policy training.");
        assertThat(report.counts()).isEqualTo("12 pass");
        assertThat(report.endpoint().model()).isEqualTo(FakeEndpoint.MODEL);
        assertThat(report.results()).allSatisfy(result -> assertThat(result.exchanges()).isNotEmpty());
        assertThat(report.results()).extracting(result -> result.check().theme()).isSorted();
    }

    @Test
    void asksOnceWhatSeveralChecksLookAt() throws InterruptedException {
        Battery.standard().run(client, fake.endpoint(), BatteryListener.NONE);

        assertThat(fake.requests()).isLessThanOrEqualTo(11);
    }

    @Test
    void tellsTheListenerOfEveryCheck() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        Report report = Battery.standard().run(client, fake.endpoint(), new BatteryListener() {
            @Override
            public void started(Check check) {
                heard.add("start " + check.id());
            }

            @Override
            public void finished(CheckResult result) {
                heard.add("end " + result.id());
            }
        });

        assertThat(heard).containsExactlyElementsOf(
                report.results().stream().flatMap(result -> List.of("start " + result.id(), "end " + result.id()).stream())
                        .toList());
    }

    @Test
    void theReportIsJsonWithoutSecrets() throws InterruptedException {
        JsonNode json = Battery.standard().run(client, fake.endpoint(), BatteryListener.NONE).toJson();

        assertThat(json.path("format").asString()).isEqualTo("gymscope.verify");
        assertThat(json.path("ready").asBoolean()).isTrue();
        assertThat(json.path("counts").path("pass").asInt()).isEqualTo(12);
        JsonNode check = json.path("checks").path(3);
        assertThat(check.path("id").asString()).isEqualTo("chat_answer");
        assertThat(check.path("exchanges").path(0).path("response").path("object").asString()).isEqualTo("chat.completion");
        assertThat(Json.write(json)).doesNotContain(FakeEndpoint.KEY.reveal());
    }

    @Test
    void anEndpointThatIsDownEndsTheBatteryWithWords() throws InterruptedException, IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Report report = Battery.standard().run(client, Endpoint.of("127.0.0.1:" + port), BatteryListener.NONE);

        assertThat(report.stop()).isNotNull();
        assertThat(report.sentence()).isEqualTo("Not ready for on-policy training: the endpoint can't be reached.");
        assertThat(report.results()).hasSize(12);
        assertThat(report.results().getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.results().getFirst().evidence())
                .isEqualTo("nothing answers at http://127.0.0.1:%d/v1: connection refused".formatted(port));
        assertThat(report.results().subList(1, 12)).allSatisfy(result -> {
            assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
            assertThat(result.evidence()).startsWith("not asked: nothing answers at");
            assertThat(result.asked()).isFalse();
        });
    }

    @Test
    void aWrongKeyAndAMissingKeyEndTheBattery() throws InterruptedException {
        Report wrong = Battery.standard().run(client, fake.endpoint().withKey(Secret.of("sk-another-key-entirely")),
                BatteryListener.NONE);
        Report missing = Battery.standard().run(client, fake.endpoint().withKey(null), BatteryListener.NONE);

        assertThat(result(wrong, "authentication").evidence()).startsWith("the key is refused");
        assertThat(wrong.stop()).isNotNull();
        assertThat(result(missing, "authentication").evidence()).startsWith("refused without a key");
        assertThat(missing.stop()).isNotNull();
    }

    @Test
    void aModelThatIsNotListedIsNamedWithThoseThatAre() throws InterruptedException {
        Report report = Battery.standard().run(client, fake.endpoint().withModel("gpt-9"), BatteryListener.NONE);

        assertThat(report.stop()).isEqualTo(new Stop("The model gpt-9 is not listed at %s.".formatted(fake.endpoint().baseUrl()),
                "Ask for one of these: fake-7b."));
    }

    @Test
    void asksForALimitInTheNewerWordWhereTheOlderIsRefused() throws InterruptedException {
        fake.replace("/v1/chat/completions", request -> FakeEndpoint.body(request).has("max_tokens")
                ? FakeEndpoint.error(400, "Unsupported parameter: use max_completion_tokens instead.")
                : null);

        Report report = Battery.standard().run(client, fake.endpoint(), BatteryListener.NONE);

        assertThat(report.isReady()).isTrue();
    }

    @Test
    void anInterruptEndsTheBatteryWithinACall() throws InterruptedException {
        fake.replace("/v1/responses", request -> new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        CountDownLatch stalled = new CountDownLatch(1);
        CompletableFuture<Report> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(Battery.standard().run(client, fake.endpoint(), new BatteryListener() {
                    @Override
                    public void started(Check check) {
                        if (check.id().equals("responses_endpoint")) {
                            stalled.countDown();
                        }
                    }
                }));
            } catch (InterruptedException interrupted) {
                outcome.completeExceptionally(interrupted);
            }
        });
        assertThat(stalled.await(20, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThatThrownBy(() -> outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aCallThatHangsIsAFailureInWords() throws InterruptedException {
        fake.replace("/v1/responses", request -> new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

        Report report = Battery.standard().within(Duration.ofMillis(1500)).run(client, fake.endpoint(), BatteryListener.NONE);

        assertThat(result(report, "responses_endpoint").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result(report, "responses_endpoint").evidence()).contains("within 1.5 s");
        assertThat(result(report, "tool_call_parsed").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(report, "responses_endpoint").exchanges()).extracting(Exchange::status).containsExactly(0);
    }

    static CheckResult result(Report report, String id) {
        return report.results().stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow();
    }
}
