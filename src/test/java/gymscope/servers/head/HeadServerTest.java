package gymscope.servers.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ConfigText;
import gymscope.config.ResolvedConfig;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.head.AttachedServer.State;
import gymscope.servers.http.Wire;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HeadServerTest {

    @SuppressWarnings("InlineFormatString") // a whole document reads better on its own
    private static final String CONFIG = """
            policy_base_url: http://127.0.0.1:9/v1
            policy_api_key: sk-policy-secret
            hf_token: hf-for-the-environment
            head_server: { host: 127.0.0.1, port: 0 }
            gymscope: { auth: %s }
            policy_model:
              responses_api_models:
                openai_model:
                  entrypoint: app.py
                  openai_base_url: ${policy_base_url}
                  openai_api_key: ${policy_api_key}
                  openai_model: some-model
                  openai_default_headers: { Authorization: Bearer sk-policy-secret }
            mcqa:
              resources_servers:
                mcqa: { entrypoint: app.py, domain: knowledge, judge_api_key: sk-judge-secret, own: "${policy_api_key}" }
            mcqa_simple_agent:
              responses_api_agents:
                simple_agent:
                  entrypoint: app.py
                  host: 127.0.0.1
                  port: 12345
                  resources_server: { type: resources_servers, name: mcqa }
                  model_server: { type: responses_api_models, name: policy_model }
            """;

    @TempDir
    Path folder;

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private RunFile runFile = new RunFile(Path.of(""));
    private ServerFleet fleet = new ServerFleet(List.of(), () -> Path.of(""), runFile);

    @BeforeEach
    void makeFleet() {
        runFile = new RunFile(folder.resolve("run"));
        fleet = new ServerFleet(ModelServerKinds.standard(client), () -> Path.of("demo"), runFile);
    }

    @AfterEach
    void close() {
        fleet.close();
        client.close();
    }

    @Test
    void realClientsFindTheServersWhereTheyListen() throws Exception {
        URI head = served("none");
        URI model = fleet.find("policy_model").map(ManagedServer::url).orElseThrow();

        assertThat(body(get(head, "/", "")).path("status").asString("")).isEqualTo("ok");
        JsonNode document = body(get(head, "/global_config_dict_yaml", ""));
        assertThat(document.isString()).isTrue();
        ObjectNode values = ConfigText.read(document.asString(), "head", Map.of());
        JsonNode block = values.path("policy_model").path("responses_api_models").path("openai_model");
        assertThat(block.path("host").asString("")).isEqualTo("127.0.0.1");
        assertThat(block.path("port").asInt()).isEqualTo(model.getPort());
        assertThat(values.path("head_server").path("port").asInt()).isEqualTo(head.getPort());
        assertThat(values.path("mcqa_simple_agent").path("responses_api_agents").path("simple_agent").path("port").asInt())
                .isEqualTo(12345);
    }

    @Test
    void onlyKeysThatGymscopeAloneNeedsAreMasked() throws Exception {
        URI head = served("none");

        String yaml = body(get(head, "/global_config_dict_yaml", "")).asString();
        ObjectNode values = ConfigText.read(yaml, "head", Map.of());

        JsonNode block = values.path("policy_model").path("responses_api_models").path("openai_model");
        assertThat(block.path("openai_api_key").asString("")).isEqualTo("****");
        assertThat(block.path("openai_default_headers").path("Authorization").asString("")).isEqualTo("****");
        assertThat(values.path("policy_api_key").asString("")).isEqualTo("****");
        assertThat(values.path("policy_base_url").asString("")).isEqualTo("http://127.0.0.1:9/v1");
        assertThat(values.path("hf_token").asString("")).isEqualTo("hf-for-the-environment");
        JsonNode environment = values.path("mcqa").path("resources_servers").path("mcqa");
        assertThat(environment.path("judge_api_key").asString("")).isEqualTo("sk-judge-secret");
        assertThat(environment.path("own").asString("")).isEqualTo("sk-policy-secret");
    }

    @Test
    void instancesAreListedAsTheStatusCommandReadsThem() throws Exception {
        URI head = served("none");

        JsonNode instances = body(get(head, "/server_instances", ""));

        assertThat(instances.valueStream().map(record -> record.path("process_name").asString())).containsExactly("policy_model",
                "mcqa", "mcqa_simple_agent");
        JsonNode model = instances.get(0);
        assertThat(model.propertyStream().map(Map.Entry::getKey)).containsExactly("config_path", "dir_path", "entrypoint", "host",
                "name", "pid", "port", "process_name", "server_type", "start_time", "status", "uptime_seconds", "url");
        assertThat(model.path("name").asString()).isEqualTo("openai_model");
        assertThat(model.path("server_type").asString()).isEqualTo("responses_api_models");
        assertThat(model.path("start_time").asDouble()).isGreaterThan(1.7e9);
        assertThat(URI.create(model.path("url").asString())).isEqualTo(fleet.servers().getFirst().url());
        JsonNode agent = instances.get(2);
        assertThat(agent.path("url").isNull()).isTrue();
        assertThat(agent.has("start_time")).isFalse();
        assertThat(agent.path("state").asString()).isEqualTo("not started");
        assertThat(agent.path("reason").asString()).isNotBlank();
    }

    @Test
    void withATokenOnlyWhoShowsItReads() throws Exception {
        URI head = served("token");
        String token = Objects.requireNonNull(fleet.headToken()).reveal();

        assertThat(Wire.status(get(head, "/global_config_dict_yaml", ""))).isEqualTo(401);
        assertThat(Wire.status(get(head, "/", ""))).isEqualTo(401);
        assertThat(body(get(head, "/global_config_dict_yaml", token)).asString()).doesNotContain(token);
        assertThat(runFile.lookup(head)).get().extracting(RunFile.Entry::name).isEqualTo("head_server");
        fleet.close();
        assertThat(runFile.entries()).isEmpty();
        assertThatThrownBy(() -> get(head, "/", token)).isInstanceOf(IOException.class);
    }

    @Test
    void everyRouteIsGuarded() throws Exception {
        int port = served("none").getPort();

        for (String path : List.of("/", "/global_config_dict_yaml", "/server_instances", "/nothing")) {
            assertThat(Wire.status(Wire.exchange(port, "GET", path, "Host: evil.example\r\n", ""))).as(path).isEqualTo(403);
            assertThat(Wire.status(Wire.exchange(port, "GET", path, "Host: localhost\r\nOrigin: http://evil.example\r\n", "")))
                    .as(path).isEqualTo(403);
        }
        assertThat(Wire.status(Wire.exchange(port, "POST", "/server_instances", "Host: localhost\r\n", ""))).isEqualTo(405);
    }

    @Test
    void aTakenPortIsToldInASentence() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ResolvedConfig config = config("none", "port: " + holder.getLocalPort());

            assertThat(fleet.openHead(config)).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.reason()).startsWith("The head server's port %d of 127.0.0.1 is taken".formatted(
                        holder.getLocalPort()));
                assertThat(failed.hint()).contains("++head_server.port");
            });
        }
    }

    @Test
    void theFirstOneStaysUntilAConfigurationWantsAnother() throws Exception {
        ResolvedConfig guarded = config("token", "port: 0");
        assertThat(fleet.keepHead(guarded)).isInstanceOf(Running.class);
        Secret token = Objects.requireNonNull(fleet.headToken());
        ServerState first = fleet.head();

        assertThat(fleet.keepHead(guarded)).isEqualTo(first);
        assertThat(fleet.headToken()).isEqualTo(token);
        assertThat(fleet.keepHead(config("none", "port: 0"))).isInstanceOf(Running.class).isNotEqualTo(first);
        assertThat(fleet.headToken()).isNull();
    }

    @Test
    void anOpenOneTellsOfOpenServersOnly() throws Exception {
        URI head = served("none");
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, """
                judge:
                  resources_servers:
                    mcqa: { entrypoint: app.py, domain: knowledge, judge_api_key: sk-guarded }
                """);

        fleet.add(ConfigLoader.load(new ConfigRequest(List.of(other), List.of(), folder)));

        assertThat(get(head, "/global_config_dict_yaml", "")).contains("policy_model").doesNotContain("sk-guarded");
        assertThat(get(head, "/server_instances", "")).contains("policy_model").doesNotContain("judge");
        fleet.close();
        assertThat(fleet.openHeadAgain()).isInstanceOf(ServerState.Stopped.class);
    }

    @Test
    void attachingToOurOwnListsEndpointsAndAgents() throws Exception {
        URI head = served("token");

        AttachedHead attached = AttachedHead.read(client, "127.0.0.1:" + head.getPort(), null, this::token);

        assertThat(attached.servers()).extracting(AttachedServer::name, AttachedServer::state).containsExactly(
                org.assertj.core.groups.Tuple.tuple("policy_model", State.RUNNING),
                org.assertj.core.groups.Tuple.tuple("mcqa", State.NOT_STARTED),
                org.assertj.core.groups.Tuple.tuple("mcqa_simple_agent", State.SILENT));
        assertThat(attached.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.baseUrl()).isEqualTo(Objects.requireNonNull(fleet.servers().getFirst().url()).resolve("/v1"));
            assertThat(endpoint.key()).isEqualTo(fleet.servers().getFirst().token());
            assertThat(endpoint.model()).isEqualTo("some-model");
        });
        assertThat(attached.agents()).extracting(AttachedServer::name).containsExactly("mcqa_simple_agent");
        assertThatThrownBy(() -> AttachedHead.read(client, head.toString(), Secret.of("wrong"), url -> Optional.empty()))
                .isInstanceOf(Fault.class).hasMessageStartingWith("No head server told its configuration at " + head);
    }

    /** The dictionary as NeMo Gym 0.5.1 writes it: YAML in a JSON string, interpolations left as they are. */
    @Test
    void attachingToNemoGymResolvesItsInterpolations() throws Exception {
        try (MockWebServer agent = new MockWebServer(); MockWebServer gym = new MockWebServer()) {
            agent.enqueue(new MockResponse.Builder().code(404).build());
            agent.start();
            gym.enqueue(json("""
                    config_paths:
                    - resources_servers/mcqa/configs/mcqa.yaml
                    policy_base_url: http://10.0.0.7:8000/v1
                    policy_model_name: Qwen/Qwen3-8B
                    policy_model:
                      responses_api_models:
                        vllm_model:
                          entrypoint: app.py
                          base_url: ${policy_base_url}
                          api_key: dummy
                          model: ${policy_model_name}
                          host: 127.0.0.1
                          port: 1
                    mcqa_simple_agent:
                      responses_api_agents:
                        simple_agent:
                          entrypoint: app.py
                          host: 127.0.0.1
                          port: %d
                          unknown: ${never.set}
                    head_server:
                      host: 127.0.0.1
                      port: 11000
                    """.formatted(agent.getPort())));
            gym.start();

            AttachedHead attached = AttachedHead.read(client, "localhost:" + gym.getPort(), null, url -> Optional.empty());

            assertThat(gym.takeRequest().getTarget()).isEqualTo("/global_config_dict_yaml");
            assertThat(attached.servers()).extracting(AttachedServer::state).containsExactly(State.SILENT, State.RUNNING);
            assertThat(attached.endpoints()).singleElement().satisfies(endpoint -> {
                assertThat(endpoint.name()).isEqualTo("policy_model");
                assertThat(endpoint.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:1/v1"));
                assertThat(endpoint.model()).isEqualTo("Qwen/Qwen3-8B");
            });
        }
    }

    @Test
    void whatIsNoHeadServerIsToldSo() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            String address = "127.0.0.1:" + other.getPort();
            other.enqueue(new MockResponse.Builder().body("{\"a\":1}").build());
            refused(address, "What answers at http://" + address
                    + " is no head server: its /global_config_dict_yaml is not a JSON string.");
            other.enqueue(json("a: [\n"));
            refused(address, "Malformed YAML in 'the configuration of http://" + address);
            other.enqueue(json("a: 1\n"));
            refused(address, "The head server at http://" + address + " has a configuration without servers.");
            other.enqueue(new MockResponse.Builder().code(404).body("nothing").build());
            refused(address, "No head server told its configuration at http://" + address);
        }
        refused("127.0.0.1:1", "No head server told its configuration at http://127.0.0.1:1.");
        refused("localhost", "'localhost' names no port.");
    }

    private void refused(String address, String sentence) {
        assertThatThrownBy(() -> AttachedHead.read(client, address, null, url -> Optional.empty())).isInstanceOf(Fault.class)
                .hasMessageStartingWith(sentence);
    }

    private static MockResponse json(String yaml) {
        return new MockResponse.Builder().addHeader("content-type", "application/json")
                .body(Json.write(JsonNodeFactory.instance.stringNode(yaml))).build();
    }

    private URI served(String auth) throws Exception {
        ResolvedConfig config = config(auth, "port: 0");
        fleet.add(config);
        fleet.start();
        fleet.servers().getFirst().await();
        assertThat(fleet.openHead(config)).isInstanceOf(Running.class);
        return fleet.head() instanceof Running(URI url) ? url : URI.create("");
    }

    private ResolvedConfig config(String auth, String port) throws IOException {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, CONFIG.formatted(auth).replace("port: 0", port));
        return ConfigLoader.load(new ConfigRequest(List.of(file), List.of(), folder));
    }

    private Optional<Secret> token(URI url) {
        return runFile.lookup(url).flatMap(entry -> Optional.ofNullable(entry.token()));
    }

    private static String get(URI url, String path, String token) throws IOException {
        String headers = token.isEmpty() ? "" : "Authorization: Bearer %s\r\n".formatted(token);
        return Wire.exchange(url.getPort(), "GET", path, "Host: localhost\r\n" + headers, "");
    }

    private static JsonNode body(String answer) {
        return Json.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
}
