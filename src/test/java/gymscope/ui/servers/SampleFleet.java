package gymscope.ui.servers;

import gymscope.PromptServerSockets;
import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Servers of several kinds and states: pass-through servers before an upstream, one whose port is taken, an environment. */
final class SampleFleet implements AutoCloseable {

    private final ApiClient client = new ApiClient(ExchangeSink.NONE);
    private final MockWebServer upstream = new MockWebServer();
    private final ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Path config;
    private final ServerFleet fleet;

    SampleFleet(Path folder) throws IOException {
        upstream.setServerSocketFactory(new PromptServerSockets());
        upstream.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean limited = request.getBody() != null && request.getBody().utf8().contains("limit");
                return new MockResponse.Builder().code(limited ? 429 : 200).addHeader("content-type", "application/json")
                        .body(limited
                                ? "{\"error\": {\"message\": \"rate limit\"}}"
                                : "{\"choices\": [], \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 40,"
                                        + " \"total_tokens\": 43}}")
                        .build();
            }
        });
        upstream.start();
        config = folder.resolve("fleet.yaml");
        Files.writeString(config,
                server("policy_model", 0) + server("judge_model", 0) + server("taken_model", taken.getLocalPort())
                        + """
                                mcqa:
                                  resources_servers:
                                    mcqa:
                                      entrypoint: app.py
                                      domain: knowledge
                                mcqa_simple_agent:
                                  responses_api_agents:
                                    simple_agent:
                                      entrypoint: app.py
                                      resources_server:
                                        type: resources_servers
                                        name: mcqa
                                      model_server:
                                        type: responses_api_models
                                        name: policy_model
                                nemo_gym_log_dir: logs
                                gymscope:
                                  upstream: { attempts: 1 }
                                """);
        fleet = new ServerFleet(ModelServerKinds.standard(client), () -> {
            throw new Fault("There is no model here.", "");
        }, new RunFile(folder.resolve("run")));
        fleet.add(loaded());
    }

    /** The fleet's configuration under these overrides. */
    ResolvedConfig loaded(String... overrides) {
        return ConfigLoader.load(
                new ConfigRequest(List.of(config), List.of(overrides), Objects.requireNonNull(config.getParent()), List.of(),
                        Map.of()));
    }

    ServerFleet fleet() {
        return fleet;
    }

    /** The configuration that the fleet is made of. */
    Path config() {
        return config;
    }

    /** Starts a server and waits until it runs or has failed. */
    ManagedServer started(String name) throws InterruptedException {
        ManagedServer server = fleet.find(name).orElseThrow();
        server.start();
        server.await();
        return server;
    }

    /** Asks a server once; a message with the word limit gets 429. */
    Exchange ask(ManagedServer server, String message) {
        Endpoint endpoint = new Endpoint(server.name(), URI.create(server.url() + "/v1"), server.token(), "m");
        return client.newCall(ApiRequest.post(endpoint, "/chat/completions", Json.parse("""
                {"model": "m", "messages": [{"role": "user", "content": "%s"}]}""".formatted(message)))).execute();
    }

    String upstreamUrl() {
        return "http://127.0.0.1:%d/v1".formatted(upstream.getPort());
    }

    @Override
    public void close() throws IOException {
        fleet.close();
        client.close();
        upstream.close();
        taken.close();
    }

    private String server(String name, int port) {
        return """
                %s:
                  responses_api_models:
                    openai_model:
                      entrypoint: app.py
                      openai_base_url: %s
                      openai_api_key: none
                      openai_model: gpt-4o-mini
                """.formatted(name, upstreamUrl()) + (port == 0 ? "" : "      port: %d\n".formatted(port));
    }
}
