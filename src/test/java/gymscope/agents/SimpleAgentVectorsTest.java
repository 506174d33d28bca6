package gymscope.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.VectorCases;
import gymscope.environments.ResourcesServer;
import gymscope.environments.Session;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The loop of simple_agent against NeMo Gym's scripts: the same calls in the same order, the same outcome. */
class SimpleAgentVectorsTest {

    /** Python's words for text that is no JSON; ours differ behind the exception's name. */
    private static final Pattern PARSER_MESSAGE = Pattern.compile("JSONDecodeError\\([^)]*\\)?[^}]*\\)");

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        return VectorCases.of("nemo-gym/simple-agent.json").stream()
                .map(one -> DynamicTest.dynamicTest(one.path("id").asString(), () -> check(one)));
    }

    private static void check(JsonNode one) throws InterruptedException {
        JsonNode input = one.path("input");
        boolean wholeRun = input.path("operation").asString().equals("agent_run");
        Script script = new Script(Json.elements(input, "script"));
        SimpleAgent agent = new SimpleAgent(SimpleAgentSettings.of((ObjectNode) input.path("agent_config")), script,
                script::respond);
        ObjectNode row = wholeRun ? (ObjectNode) input.path("row") : Json.object();
        if (!wholeRun) {
            row.set("responses_create_params", input.path("request"));
        }
        JsonNode expected = one.path("expected");
        String id = one.path("id").asString();
        if (expected.has("http_status")) {
            assertThatThrownBy(() -> agent.run(row, exchange -> {})).as(id).isInstanceOf(AgentFault.class);
        } else {
            ObjectNode result = agent.run(row, exchange -> {});
            JsonNode got = wholeRun ? result : result.path("response");
            VectorCases.assertContains(id, masked(expected.path(wholeRun ? "result" : "response")), masked(got), 1e-9);
        }
        VectorCases.assertContains(id + "/calls", masked(calls(expected, wholeRun)), masked(Json.toTree(script.calls)), 1e-9);
    }

    /** Without cookies, which a session object replaces; a bare call has neither seed nor verification. */
    private static JsonNode calls(JsonNode expected, boolean wholeRun) {
        var calls = Json.array();
        for (JsonNode call : Json.elements(expected, "calls")) {
            String path = call.path("path").asString();
            boolean ends = path.equals("/seed_session") || path.equals("/verify");
            if (wholeRun || !ends) {
                ObjectNode shown = calls.addObject().put("path", path);
                shown.set("json", call.path("json"));
            }
        }
        return calls;
    }

    private static JsonNode masked(JsonNode node) {
        return Json.parse(PARSER_MESSAGE.matcher(Json.write(node)).replaceAll("JSONDecodeError"));
    }

    /** Model server and environment in one, both played from the script. */
    private static final class Script implements ResourcesServer, Session {

        private final Deque<JsonNode> replies;
        private final List<JsonNode> calls = new ArrayList<>();
        private final boolean playsVerifier;

        Script(List<JsonNode> replies) {
            this.replies = new ArrayDeque<>(replies);
            this.playsVerifier = replies.stream().anyMatch(reply -> reply.path("path").asString("").equals("/seed_session"));
        }

        Exchange respond(ObjectNode request) {
            record("/v1/responses", request);
            JsonNode reply = replies.remove().path("reply");
            return new Exchange(1, "model", "POST", "http://model/v1/responses", Map.of(), Json.write(request),
                    reply.path("status").asInt(), Map.of(), body(reply), List.of(), Instant.EPOCH,
                    new Exchange.Timing(null, null, Duration.ZERO), null);
        }

        @Override
        public Session seed(ObjectNode runRequest) {
            if (playsVerifier) {
                record("/seed_session", runRequest);
                if (replies.remove().path("reply").path("status").asInt() != 200) {
                    throw new Fault("The environment is not well.", "Try again.");
                }
            }
            return this;
        }

        @Override
        public String callTool(String name, @Nullable JsonNode arguments) {
            record("/" + name, arguments == null ? Json.parse("null") : arguments);
            return body(replies.remove().path("reply"));
        }

        @Override
        public ObjectNode verify(ObjectNode verifyRequest) {
            if (!playsVerifier) {
                return verifyRequest;
            }
            record("/verify", verifyRequest);
            return (ObjectNode) replies.remove().path("reply").path("json");
        }

        private void record(String path, JsonNode json) {
            ObjectNode call = Json.object().put("path", path);
            call.set("json", json.deepCopy());
            calls.add(call);
        }

        private static String body(JsonNode reply) {
            return reply.has("json") ? Json.write(reply.path("json")) : reply.path("body").asString("");
        }
    }

    @TestFactory
    Stream<DynamicTest> settingsThatCannotBeUsedAreRefused() {
        return Map.of("{\"max_steps\": -1}", "max_steps", "{\"max_steps\": \"two\"}", "max_steps", "{\"token_id_capture\": true}",
                "token_id_capture").entrySet().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.getKey(),
                        () -> assertThatThrownBy(() -> SimpleAgentSettings.of(Json.parseObject(bad.getKey())))
                                .isInstanceOf(Fault.class).hasMessageContaining(bad.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> failureClassesAreWords() {
        return Stream.of(FailureClass.values()).map(one -> DynamicTest.dynamicTest(one.id(),
                () -> assertThat(FailureClass.words(one.id())).isEqualTo(one.words()).isNotBlank()));
    }
}
