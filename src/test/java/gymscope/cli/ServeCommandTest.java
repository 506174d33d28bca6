package gymscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.RunFile;
import gymscope.servers.process.PlayedProgram;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ServeCommandTest {

    private static final String UPSTREAM = "{ entrypoint: app.py, openai_base_url: http://127.0.0.1:9/v1, openai_api_key: k, openai_model: m }";

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final StringWriter err = new StringWriter();

    @Test
    void printsALineForEachServerAndEndsWhenItIsStopped() throws Exception {
        String config = file("a.yaml", """
                mcqa: { resources_servers: { mcqa: { entrypoint: app.py, domain: knowledge } } }
                policy_model: { responses_api_models: { openai_model: %s } }
                """);
        Serve serve = start("serve", config);

        String line = serve.line();
        assertThat(line).matches("policy_model openai_model http://127\\.0\\.0\\.1:[0-9]+");
        URI url = URI.create(line.substring(line.lastIndexOf(' ') + 1));
        serve.stop();

        assertThat(serve.exitCode).isZero();
        assertThat(err).asString().contains("mcqa is not started. Agents and environments run inside collect.");
        assertThat(RunFile.standard().lookup(url)).isEmpty();
    }

    @Test
    void jsonTellsEachStateThenReady() throws Exception {
        String config = file("a.yaml", """
                good: { responses_api_models: { openai_model: %s } }
                bad: { responses_api_models: { other_model: { entrypoint: app.py } } }
                head_server: { port: 0 }
                open: { responses_api_models: { openai_model: %s } }
                mcqa: { resources_servers: { mcqa: { entrypoint: app.py, domain: knowledge } } }
                gymscope: { servers: { open: { auth: none } } }
                """);
        Serve serve = start("serve", config, "--json", "+gymscope.compat=strict");

        JsonNode good = Json.parse(serve.line());
        assertThat(Json.text(good, "state")).isEqualTo("running");
        assertThat(Json.text(good, "name")).isEqualTo("good");
        URI url = URI.create(Objects.requireNonNull(Json.text(good, "url")));
        assertThat(RunFile.standard().lookup(url)).get().extracting(entry -> Objects.requireNonNull(entry.token()).reveal())
                .isEqualTo(Json.text(good, "token"));
        assertThat(serve.line()).startsWith("{\"name\":\"bad\",\"kind\":\"other_model\",\"state\":\"failed\","
                + "\"reason\":\"Model servers of the kind other_model are not built.\",\"hint\":\"The kinds that are built: ");
        assertThat(serve.line()).contains("\"open\"").doesNotContain("token");
        assertThat(serve.line()).isEqualTo("{\"name\":\"mcqa\",\"kind\":\"mcqa\",\"state\":\"not_started\","
                + "\"reason\":\"Agents and environments run inside collect.\"}");
        JsonNode head = Json.parse(serve.line());
        assertThat(Json.text(head, "name")).isEqualTo("head_server");
        assertThat(Json.text(head, "state")).isEqualTo("running");
        assertThat(RunFile.standard().lookup(URI.create(Objects.requireNonNull(Json.text(head, "url"))))).get()
                .extracting(entry -> Objects.requireNonNull(entry.token()).reveal()).isEqualTo(Json.text(head, "token"));
        assertThat(serve.line()).isEqualTo("{\"state\":\"ready\"}");
        serve.stop();

        assertThat(serve.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out).isEmpty();
        assertThat(err).asString().contains(
                "open is open to every program on this machine (gymscope.auth: none).");
    }

    @Test
    void attachListsWhatAHeadServerKnows() throws Exception {
        String config = file("a.yaml", """
                policy_model: { responses_api_models: { openai_model: %s } }
                mcqa: { resources_servers: { mcqa: { entrypoint: app.py, domain: knowledge } } }
                head_server: { port: 0 }
                """);
        Serve serve = start("serve", config);
        String model = serve.line();
        String head = serve.line();
        assertThat(head).matches("head_server head_server http://127\\.0\\.0\\.1:[0-9]+");
        String address = head.substring(head.lastIndexOf('/') + 1);

        assertThat(command().execute("attach", address)).isEqualTo(ExitCode.DONE);
        assertThat(out.poll()).isEqualTo("policy_model responses_api_models/openai_model %s/v1 running".formatted(
                model.substring(model.lastIndexOf(' ') + 1)));
        assertThat(out.poll()).isEqualTo("mcqa resources_servers/mcqa - not started");
        assertThat(command().execute("attach", address, "--json")).isEqualTo(ExitCode.DONE);
        JsonNode line = Json.parse(String.valueOf(out.poll()));
        assertThat(Json.text(line, "state")).isEqualTo("running");
        assertThat(Json.text(line, "endpoint")).endsWith("/v1");
        out.clear();
        serve.stop();

        assertThat(fault("attach", address)).startsWith("No head server told its configuration at http://" + address);
        assertThat(fault("attach", "nowhere")).startsWith("'nowhere' names no port.");
    }

    @Test
    void aProgramThatEndsIsToldAndTheOthersGoOn() throws Exception {
        Path mayEnd = folder.resolve("may end");
        String config = file("a.yaml", """
                policy_model: { responses_api_models: { openai_model: %s } }
                program:
                  responses_api_models:
                    process:
                      entrypoint: app.py
                      command: [sh, -c, 'while [ ! -e "may end" ]; do sleep 0.1; done; echo FATAL out of luck; exit 4']
                      health: none
                      folder: FOLDER
                head_server: { port: 0 }
                """.replace("FOLDER", folder.toString()));
        Serve serve = start("serve", config, "--json");
        assertThat(serve.line()).contains("\"policy_model\"");
        assertThat(serve.line()).contains("\"program\"").contains("running");
        assertThat(serve.line()).contains("head_server");
        assertThat(serve.line()).contains("ready");

        Files.createFile(mayEnd);

        assertThat(serve.line()).startsWith("{\"name\":\"program\",\"kind\":\"process\",\"state\":\"failed\","
                + "\"reason\":\"It ended with exit code 4: FATAL out of luck.\"");
        serve.stop();
        assertThat(serve.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
    }

    @Test
    void figuresTellHowBusyEachServerIs() throws Exception {
        String command = Json.write(Json.array().addAll(
                PlayedProgram.command("{port}").stream().map(JsonNodeFactory.instance::stringNode).toList()));
        String config = file("a.yaml",
                """
                        policy_model: { responses_api_models: { openai_model: %s } }
                        busy: { responses_api_models: { process: { entrypoint: app.py, command: COMMAND, env: { PLAYED_METRICS: "7" } } } }
                        silent: { responses_api_models: { process: { entrypoint: app.py, command: COMMAND } } }
                        head_server: { port: 0 }
                        """
                        .replace("COMMAND", command));
        Serve serve = start("serve", config, "--json", "--figures", "1");

        assertThat(serve.line("\"waits\""))
                .isEqualTo("{\"name\":\"policy_model\",\"open\":[],\"waits\":[],\"figures\":{\"requests\":0,"
                        + "\"in_flight\":0,\"failures\":0,\"generated_tokens\":0,\"tokens_per_second\":0.0}}");
        assertThat(serve.line("\"busy\",\"figures\":{"))
                .startsWith("{\"name\":\"busy\",\"figures\":{\"running\":14,\"waiting\":2,"
                        + "\"answered\":655,\"kv_cache\":0.4375,\"prompt_tokens\":1204000,\"generated_tokens\":");
        assertThat(serve.line("\"silent\",\"figures\":null,\"reason\":\"http")).contains("/metrics answers 404");
        serve.stop();
        assertThat(fault("serve", config, "--figures", "0")).startsWith("--figures is 0.");
    }

    @Test
    void figuresInWords() throws Exception {
        String config = file("a.yaml",
                """
                        policy_model: { responses_api_models: { openai_model: %s } }
                        busy: { responses_api_models: { process: { entrypoint: app.py, command: COMMAND, env: { PLAYED_METRICS: "7" } } } }
                        head_server: { port: 0 }
                        """
                        .replace("COMMAND", Json.write(Json.array().addAll(
                                PlayedProgram.command("{port}").stream().map(JsonNodeFactory.instance::stringNode).toList()))));
        Serve serve = start("serve", config, "--figures", "1");

        assertThat(serve.line("requests,")).isEqualTo("policy_model 0 requests, 0 in flight, 0 failed, 0.0 tok/s");
        assertThat(serve.line("running,")).startsWith("busy 14 running, 2 waiting, 655 answered, ")
                .endsWith(" tok/s, 43.8 % of the KV cache");
        serve.stop();
    }

    @Test
    void whatCannotBeServedIsToldInASentenceAndAHint() throws Exception {
        assertThat(fault("serve")).startsWith("No model server is configured, so there is nothing to run.");
        assertThat(fault("serve", "nowhere.yaml")).startsWith("There is no configuration file 'nowhere.yaml'.")
                .contains("Looked for ");
        assertThat(fault("serve", file("b.yaml", "a: [\n"))).startsWith("Malformed YAML in ").contains("at line 2, column 1");
        assertThat(
                fault("serve", file("c.yaml", "m: { responses_api_models: { other_model: { entrypoint: app.py } } }\n")))
                .startsWith("Model servers of the kind other_model are not built.");
        assertThat(fault("serve", "--jsn")).contains("'--jsn'").contains("--json");
        assertThat(fault("serv")).contains("Did you mean serve");
    }

    private String fault(String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(command().execute(arguments)).isEqualTo(ExitCode.COULD_NOT_BE_DONE);
        assertThat(out).isEmpty();
        String words = err.toString();
        assertThat(words.strip().lines()).as(words).hasSize(2);
        return words;
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text.replace("%s", UPSTREAM));
        return file.toString();
    }

    private CommandLine command() {
        return GymscopeCommand.commandLine().setOut(new PrintWriter(new PrintedLines(out), true))
                .setErr(new PrintWriter(err, true));
    }

    private Serve start(String... arguments) {
        return new Serve(command(), arguments);
    }

    /** A command that runs until it is interrupted, as a signal would. */
    private final class Serve {

        private final Thread thread;
        private volatile int exitCode = -1;

        Serve(CommandLine command, String... arguments) {
            thread = Thread.ofPlatform().start(() -> exitCode = command.execute(arguments));
        }

        String line() throws InterruptedException {
            String line = out.poll(60, TimeUnit.SECONDS);
            assertThat(line).as("a line on standard output; standard error was: %s", err).isNotNull();
            return line;
        }

        /** The next line that contains these words. */
        String line(String words) throws InterruptedException {
            String line = line();
            while (!line.contains(words)) {
                line = line();
            }
            return line;
        }

        void stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}
