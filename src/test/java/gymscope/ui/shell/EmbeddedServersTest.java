package gymscope.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigFault;
import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.head.AttachedHead;
import gymscope.servers.head.AttachedServer;
import gymscope.ui.Fx;
import gymscope.workspace.ApplicationHome;
import gymscope.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window's servers, and the head server that comes with them. */
class EmbeddedServersTest {

    @SuppressWarnings("InlineFormatString") // a whole document reads better on its own
    private static final String CONFIG = """
            head_server: { port: %d }
            gymscope: { auth: none }
            policy_model:
              responses_api_models:
                openai_model: { entrypoint: app.py, openai_base_url: http://127.0.0.1:9/v1, openai_api_key: k, openai_model: m }
            """;

    @TempDir
    Path folder = Path.of("");

    private AppModel app = Fx.get(() -> new AppModel(Workspace.open(Path.of("")), ApplicationHome.locate(), List.of()));

    @BeforeEach
    void open() {
        app = Fx.get(() -> new AppModel(Workspace.open(folder, folder.resolve("config")), ApplicationHome.locate(), List.of()));
    }

    @AfterEach
    void close() {
        Fx.run(app::close);
    }

    @Test
    void theHeadServerOpensWithTheFirstServersAndClosesWithTheFleet() throws Exception {
        ManagedServer server = started(config(0)).getFirst();
        ServerFleet fleet = fleet();
        Fx.until("the head server", () -> fleet.head() instanceof Running);
        URI head = fleet.head() instanceof Running(URI url) ? url : URI.create("");
        server.await();

        try (ApiClient client = new ApiClient(ExchangeSink.NONE)) {
            AttachedHead told = AttachedHead.read(client, head.toString(), null, any -> Optional.empty());
            assertThat(told.servers()).extracting(AttachedServer::name, AttachedServer::url)
                    .containsExactly(Assertions.tuple("policy_model", server.url()));
        }
        Fx.run(app::close);
        Assertions.assertThatThrownBy(() -> new Socket(head.getHost(), head.getPort()).close()).isInstanceOf(IOException.class);
    }

    @Test
    void aTakenPortIsSaidAndTheServersGoOn() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ManagedServer server = started(config(holder.getLocalPort())).getFirst();

            Fx.until("it is said", () -> app.notices().problemProperty().get() != null);
            Notices.Problem said = Objects.requireNonNull(Fx.get(() -> app.notices().problemProperty().get()));
            assertThat(said.sentence()).startsWith("The head server's port %d of 127.0.0.1 is taken"
                    .formatted(holder.getLocalPort()));
            assertThat(server.await()).isInstanceOf(Running.class);
            assertThat(fleet().head()).isInstanceOf(Failed.class);
        }
        assertThat(fleet().openHeadAgain()).isInstanceOf(Running.class);
    }

    @Test
    void whatIsWrongWithAConfigurationIsHandedOver() throws Exception {
        CompletableFuture<Exception> problem = new CompletableFuture<>();
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [\n");

        Fx.run(() -> app.servers().start(broken, added -> problem.complete(new IllegalStateException("It was started.")),
                problem::complete));

        assertThat(problem.get(30, TimeUnit.SECONDS)).isInstanceOf(ConfigFault.class);
        assertThat(fleet().servers()).isEmpty();
    }

    private ServerFleet fleet() {
        return Fx.get(() -> app.servers().fleet());
    }

    private Path config(int headPort) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), CONFIG.formatted(headPort));
    }

    private List<ManagedServer> started(Path config) throws Exception {
        CompletableFuture<List<ManagedServer>> started = new CompletableFuture<>();
        Fx.run(() -> app.servers().start(config, started::complete, started::completeExceptionally));
        return started.get(30, TimeUnit.SECONDS);
    }
}
