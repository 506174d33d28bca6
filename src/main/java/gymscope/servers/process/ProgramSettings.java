package gymscope.servers.process;

import gymscope.config.ServerInstance;
import gymscope.wire.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The settings of a server of the kind {@code process}. In {@code command}, {@code env}, {@code base_url}, {@code health}
 * and {@code metrics} the texts {@code {host}} and {@code {port}} are put in; {@code {token}} only in {@code env}, because other programs can
 * read arguments.
 *
 * @param command the program and its arguments; no shell reads them ({@code command})
 * @param host where it listens
 * @param port 0 for a free one, which is chosen when it starts
 * @param baseUrl its address without a path ({@code base_url}; {@code http://{host}:{port}} when left out)
 * @param health the path that answers with 2xx once it is ready ({@code health}); null for one that counts as running at once
 * @param metrics the path that tells how busy it is in Prometheus' text form ({@code metrics}, {@code /metrics}); null for one
 *            that is not asked
 * @param environment added to Gymscope's own ({@code env}); an empty text takes a variable away
 * @param folder where it runs ({@code folder})
 * @param ready how long it may take until it answers ({@code ready_timeout_seconds}, 600)
 * @param grace how long it may take to end when asked to, before it is ended by force ({@code stop_timeout_seconds}, 10)
 * @param restarts whether it is started again when it ends by itself ({@code restart: on_failure}; {@code never} by default)
 * @param model what its model is called ({@code model})
 */
public record ProgramSettings(List<String> command, String host, int port, String baseUrl, @Nullable String health,
        @Nullable String metrics, Map<String, String> environment, Path folder, Duration ready, Duration grace, boolean restarts,
        @Nullable String model) {

    /** The implementation's key. */
    public static final String IMPLEMENTATION = "process";

    static final String HOST = "{host}";
    static final String PORT = "{port}";
    static final String TOKEN = "{token}";

    private static final int READY_SECONDS = 600;
    private static final int GRACE_SECONDS = 10;
    private static final int MOST_SECONDS = 86_400;
    private static final String NONE = "none";

    /**
     * Reads them.
     *
     * @param folder the configuration's working folder
     * @throws Fault when one is missing or wrong
     */
    public static ProgramSettings of(ServerInstance instance, Path folder) {
        List<String> command = command(instance);
        if (command.stream().anyMatch(word -> word.contains(TOKEN))) {
            throw new Fault(
                    "The command of '%s' contains {token}, and other programs can read arguments.".formatted(instance.name()),
                    "Hand it over in env, for instance VLLM_API_KEY: \"{token}\" or LLAMA_API_KEY: \"{token}\".");
        }
        String own = instance.text("folder");
        String restart = instance.text("restart");
        if (restart != null && !List.of("never", "on_failure").contains(restart)) {
            throw new Fault("restart of '%s' is '%s'.".formatted(instance.name(), restart), "Use never or on_failure.");
        }
        return new ProgramSettings(command, instance.host(), instance.port(), baseUrl(instance),
                path(instance, "health"), path(instance, "metrics"), environment(instance),
                own == null ? folder : folder.resolve(own), seconds(instance, "ready_timeout_seconds", READY_SECONDS),
                seconds(instance, "stop_timeout_seconds", GRACE_SECONDS), "on_failure".equals(restart), instance.text("model"));
    }

    /** Whether the program is handed the token that callers are to show. */
    public static boolean takesToken(ServerInstance instance) {
        return instance.settings().path("env").valueStream()
                .anyMatch(value -> value.isString() && value.asString().contains(TOKEN));
    }

    /** Everything with a port, and a token or none, put in. */
    Plan plan(int chosenPort, @Nullable String token) {
        Map<String, String> variables = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (token != null || !value.contains(TOKEN)) {
                variables.put(name, filled(value, chosenPort).replace(TOKEN, token == null ? "" : token));
            }
        });
        URI address = URI.create(filled(baseUrl, chosenPort));
        return new Plan(command.stream().map(word -> filled(word, chosenPort)).toList(), variables, address,
                health == null ? null : address.resolve(filled(health, chosenPort)),
                metrics == null ? null : address.resolve(filled(metrics, chosenPort)));
    }

    /**
     * What is started.
     *
     * @param environment variables that are set; empty ones are taken away
     * @param address where it will answer, without a path
     * @param health what is asked until it answers, null for nothing
     * @param metrics what is asked while it runs, null for nothing
     */
    record Plan(List<String> command, Map<String, String> environment, URI address, @Nullable URI health, @Nullable URI metrics) {

        Plan {
            environment = Map.copyOf(environment);
        }
    }

    private String filled(String text, int chosenPort) {
        String written = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return text.replace(HOST, written).replace(PORT, String.valueOf(chosenPort));
    }

    private static List<String> command(ServerInstance instance) {
        if (!(instance.settings().get("command") instanceof ArrayNode words) || words.isEmpty()) {
            throw new Fault("The server '%s' has no command.".formatted(instance.name()),
                    "Write the program and its arguments as a list: command: [vllm, serve, Qwen/Qwen3-8B, --port, \"{port}\"].");
        }
        List<String> command = new ArrayList<>();
        for (JsonNode word : words) {
            if (!word.isValueNode() || word.isNull()) {
                throw new Fault("The command of '%s' has an element that is no word.".formatted(instance.name()),
                        "Write each argument as text; quote what YAML would read as something else.");
            }
            command.add(word.asString());
        }
        return List.copyOf(command);
    }

    private static Map<String, String> environment(ServerInstance instance) {
        Map<String, String> environment = new LinkedHashMap<>();
        instance.mapping("env").properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw new Fault("env.%s of '%s' is no text.".formatted(entry.getKey(), instance.name()),
                        "Write one text per variable.");
            }
            environment.put(entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().asString());
        });
        return Map.copyOf(environment);
    }

    private static String baseUrl(ServerInstance instance) {
        String given = instance.text("base_url");
        if (given == null) {
            return "http://" + HOST + ":" + PORT;
        }
        if (!given.matches("https?://[^/\\s]+/?")) {
            throw new Fault("base_url of '%s' is not an address without a path.".formatted(instance.name()),
                    "Write it like http://127.0.0.1:{port}.");
        }
        return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    /** A path that is called as its key unless it is given; null for none. */
    private static @Nullable String path(ServerInstance instance, String key) {
        String given = instance.text(key);
        if (NONE.equals(given)) {
            return null;
        }
        String path = given == null ? key : given;
        return path.startsWith("/") ? path : "/" + path;
    }

    private static Duration seconds(ServerInstance instance, String key, int otherwise) {
        Integer seconds = instance.integer(key);
        if (seconds != null && (seconds < 1 || seconds > MOST_SECONDS)) {
            throw new Fault("%s of '%s' is %d.".formatted(key, instance.name(), seconds),
                    "Use a number of seconds from 1 to %,d.".formatted(MOST_SECONDS));
        }
        return Duration.ofSeconds(seconds == null ? otherwise : seconds);
    }
}
