package gymscope.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gymscope.config.GymscopeSettings;
import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.GymscopeSettings.Compat;
import gymscope.config.ResolvedConfig;
import gymscope.config.ServerInstance;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Stopped;
import gymscope.servers.http.Wire;
import gymscope.servers.process.PlayedProgram;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.NotOffered;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramSettings;
import gymscope.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ProgramServerTest {

    private static final GymscopeSettings OPEN = new GymscopeSettings(Auth.NONE, null, Compat.BETTER);

    @TempDir
    Path folder;

    private RunFile runFile = new RunFile(Path.of(""));
    private ServerFleet fleet = new ServerFleet(List.of(), () -> Path.of(""), runFile);

    @BeforeEach
    void makeFleet() {
        runFile = new RunFile(folder.resolve("run"));
        fleet = new ServerFleet(List.of(), () -> Path.of(""), runFile);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void aProgramIsStartedAwaitedReadAndStopped() throws Exception {
        LinkedBlockingQueue<String> doing = new LinkedBlockingQueue<>();
        ManagedServer server = added(played("\"env\":{\"PLAYED_KEY\":\"{token}\"},\"model\":\"played\""),
                Instances.withToken("secret-token"));
        server.onChange(() -> {
            if (server.state() instanceof ServerState.Starting(String words) && !words.isEmpty()) {
                doing.add(words);
            }
        });

        server.start();

        assertThat(server.await()).isInstanceOf(Running.class);
        URI url = Objects.requireNonNull(server.url());
        assertThat(doing).anyMatch(words -> words.matches(url + "/health answers 503: Loading model \\([0-9]+ s\\)"));
        assertThat(server.kindLabel()).isEqualTo("external program");
        assertThat(server.model()).isEqualTo("played");
        assertThat(Wire.exchange(url.getPort(), "GET", "/key", "Host: localhost\r\n", "")).endsWith("secret-token");
        assertThat(runFile.lookup(url)).get().extracting(entry -> Objects.requireNonNull(entry.token()).reveal())
                .isEqualTo("secret-token");
        assertThat(server.log()).extracting(line -> line.level() + " " + line.text())
                .contains("WARNING WARNING played on port " + url.getPort(), "INFO loading 100 %");

        server.stop();

        assertThat(server.state()).isInstanceOf(Stopped.class);
        assertThatThrownBy(() -> Wire.exchange(url.getPort(), "GET", "/health", "", "")).isInstanceOf(IOException.class);
    }

    @Test
    void anEndByItselfIsToldWithItsCodeAndItsWords() throws Exception {
        ManagedServer server = added(played("\"env\":{\"PLAYED_KEY\":\"{token}\"}"), Instances.withToken("secret-token"));
        server.start();
        server.await();

        end(server);

        awaitState(server, state -> state instanceof Failed && runFile.entries().isEmpty());
        assertThat(server.state()).isEqualTo(new Failed("It ended with exit code 7: 12.3 E out of memory, token ••••.",
                "Its log says more; start it again when the cause is mended."));
    }

    @Test
    void itTellsItselfHowBusyItIs() throws Exception {
        ManagedServer server = added(played("\"env\":{\"PLAYED_METRICS\":\"1000\"}"), OPEN);
        assertThat(server.programFigures()).isEqualTo(new ProgramFigures.Unknown());
        server.start();
        server.await();

        await(server, () -> server.programFigures() instanceof Told told && told.tokensPerSecond() > 0);

        assertThat(server.programFigures()).isInstanceOfSatisfying(Told.class, told -> {
            assertThat(told.metrics().running()).isEqualTo(14);
            assertThat(told.metrics().generatedTokens()).isGreaterThan(1000);
        });
        assertThat(server.log()).noneMatch(line -> line.text().contains("/metrics"));
        server.stop();
        assertThat(server.programFigures()).isEqualTo(new ProgramFigures.Unknown());
    }

    @Test
    void aProgramWithoutMetricsSaysSo() throws Exception {
        ManagedServer server = added(played(""), OPEN);
        server.start();
        server.await();

        await(server, () -> server.programFigures() instanceof NotOffered);

        assertThat(server.programFigures()).isInstanceOfSatisfying(NotOffered.class,
                not -> assertThat(not.reason()).startsWith(server.url() + "/metrics answers 404"));
    }

    @Test
    void itIsStartedAgainWhereThatIsWanted() throws Exception {
        ManagedServer server = added(played("\"restart\":\"on_failure\""), OPEN);
        server.start();
        server.await();
        URI first = Objects.requireNonNull(server.url());
        assertThat(server.token()).isNull();

        end(server);

        awaitState(server, state -> state instanceof Running(URI url) && !url.equals(first));
        assertThat(server.log()).anyMatch(line -> line.text().endsWith("It is started again."));
    }

    @Test
    void whatFailsAtTheStartIsTold() throws Exception {
        failsWith("{\"command\":[\"sh\",\"-c\",\"echo 0.1 E no such model; exit 1\"]}",
                "It ended with exit code 1: 0.1 E no such model.");
        failsWith("{\"command\":[\"sleep\",\"100\"],\"ready_timeout_seconds\":1,\"stop_timeout_seconds\":1}",
                "It was not ready within 1 s: http://127.0.0.1:");
        failsWith("{}", "The server 'played' has no command.");
        failsWith("{\"command\":[\"x\",\"--api-key\",\"{token}\"]}", "The command of 'played' contains {token}");
        failsWith("{\"command\":[\"x\"],\"base_url\":\"localhost\"}", "base_url of 'played' is not an address without a path.");
        failsWith("{\"command\":[\"x\"],\"restart\":\"always\"}", "restart of 'played' is 'always'.");
        failsWith("{\"command\":[\"x\"],\"ready_timeout_seconds\":0}", "ready_timeout_seconds of 'played' is 0.");
        failsWith("{\"command\":[\"x\",null]}", "The command of 'played' has an element that is no word.");
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerInstance instance = Instances.model("played", ProgramSettings.IMPLEMENTATION, "{\"command\":[\"x\"]}",
                    holder.getLocalPort(), OPEN);
            failsWith(instance, "Port %d of 127.0.0.1 is taken".formatted(holder.getLocalPort()));
        }
    }

    @Test
    void withoutAHealthPathItCountsAsRunningAtOnce() throws Exception {
        ManagedServer server = added("{\"command\":[\"sleep\",\"100\"],\"health\":\"none\",\"stop_timeout_seconds\":1}",
                Instances.withToken("t"));
        server.start();

        assertThat(server.await()).isInstanceOf(Running.class);
        assertThat(server.token()).isNull();
        assertThat(server.log()).anyMatch(line -> line.text().contains("its env is handed no {token}"));
    }

    private void failsWith(String settings, String reason) throws InterruptedException {
        failsWith(Instances.model("played", ProgramSettings.IMPLEMENTATION, settings, 0, OPEN), reason);
    }

    private void failsWith(ServerInstance instance, String reason) throws InterruptedException {
        ManagedServer server = fleet.add(config(instance)).getFirst();
        server.start();
        assertThat(server.await()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).startsWith(reason);
            assertThat(failed.hint()).isNotBlank();
        });
        fleet.remove(server);
    }

    private static void end(ManagedServer server) {
        assertThatThrownBy(() -> {
            String answer = Wire.exchange(Objects.requireNonNull(server.url()).getPort(), "GET", "/end", "Host: localhost\r\n",
                    "");
            if (answer.isEmpty()) {
                throw new IOException("hung up");
            }
        }).isInstanceOf(IOException.class);
    }

    private static void awaitState(ManagedServer server, Predicate<ServerState> wanted) throws InterruptedException {
        await(server, () -> wanted.test(server.state()));
    }

    private static void await(ManagedServer server, BooleanSupplier wanted) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        Runnable check = () -> {
            if (wanted.getAsBoolean()) {
                reached.countDown();
            }
        };
        Runnable end = server.onChange(check);
        check.run();
        assertThat(reached.await(30, TimeUnit.SECONDS)).as("%s", server.state()).isTrue();
        end.run();
    }

    private ManagedServer added(String settings, GymscopeSettings gymscope) {
        return fleet.add(config(Instances.model("played", ProgramSettings.IMPLEMENTATION, settings, 0, gymscope))).getFirst();
    }

    private static String played(String more) {
        ObjectNode settings = Json.parseObject("{%s}".formatted(more));
        ArrayNode command = settings.putArray("command");
        PlayedProgram.command("{port}").forEach(command::add);
        return Json.write(settings.put("stop_timeout_seconds", 5));
    }

    private ResolvedConfig config(ServerInstance... servers) {
        return new ResolvedConfig(Json.object(), List.of(servers), OPEN, Map.of(), List.of(), folder, List.of());
    }
}
