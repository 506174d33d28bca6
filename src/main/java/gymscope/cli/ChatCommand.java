package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope chat URL [MESSAGE]}: one streamed answer, or a conversation from standard input. */
@Command(name = "chat", mixinStandardHelpOptions = true,
        description = "Ask a model; without a message, hold a conversation line by line.")
final class ChatCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final EndpointOptions options = new EndpointOptions();

    @Parameters(index = "1", arity = "0..1", paramLabel = "MESSAGE", description = "What to ask; standard input when left out.")
    private @Nullable String message;

    @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
    private @Nullable String system;

    @Option(names = "--tools", paramLabel = "FILE", description = "Tools as a JSON array, in OpenAI's form.")
    private @Nullable Path tools;

    @Option(names = "--param", paramLabel = "NAME=VALUE",
            description = "A further member of the request, its value as JSON or text.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--logprobs", paramLabel = "N", description = "List the tokens with N alternatives each.")
    private @Nullable Integer logprobs;

    @Option(names = "--json", description = "Print each whole answer as one JSON line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ApiClient client = new ApiClient(ExchangeSink.NONE)) {
            ObjectNode members = members();
            Endpoint endpoint = options.endpointWithModel(client);
            ArrayNode messages = Json.array();
            if (system != null) {
                messages.addObject().put("role", "system").put("content", system);
            }
            ChatTurn turn = new ChatTurn(client, endpoint, members, console, json);
            if (message != null) {
                messages.addObject().put("role", "user").put("content", message);
                turn.answer(messages);
            } else {
                converse(turn, messages);
            }
            return ExitCode.DONE;
        }
    }

    private void converse(ChatTurn turn, ArrayNode messages) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        console.note("One line is one message; an empty line or the end of input ends the conversation.");
        String line = lines.readLine();
        while (line != null && !line.isBlank()) {
            messages.addObject().put("role", "user").put("content", line);
            List<JsonNode> calls = turn.answer(messages);
            while (!calls.isEmpty()) {
                for (JsonNode call : calls) {
                    console.note("The next line answers %s.".formatted(Json.text(call.path("function"), "name")));
                    String result = lines.readLine();
                    messages.addObject().put("role", "tool").put("tool_call_id", Json.text(call, "id"))
                            .put("content", result == null ? "" : result);
                }
                calls = turn.answer(messages);
            }
            line = lines.readLine();
        }
    }

    /** What every request of the conversation carries besides model and messages. */
    private ObjectNode members() {
        ObjectNode members = Json.object();
        if (tools != null) {
            members.set("tools", toolList(tools));
        }
        if (logprobs != null) {
            if (logprobs < 0) {
                throw new Fault("--logprobs %d is less than 0.".formatted(logprobs), "Give a number from 0 to 20.");
            }
            members.put("logprobs", true).put("top_logprobs", logprobs);
        }
        parameters.forEach((name, value) -> {
            JsonNode parsed = Json.parseOrNull(value);
            if (parsed != null) {
                members.set(name, parsed);
            } else {
                members.put(name, value);
            }
        });
        return members;
    }

    private static JsonNode toolList(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException problem) {
            throw new Fault("The tools in %s can't be read.".formatted(file), "Name a file with a JSON array of tools.", problem);
        }
        JsonNode list;
        try {
            list = Json.parse(text);
        } catch (Fault problem) {
            throw new Fault("%s: %s".formatted(file, problem.sentence()), problem.hint(), problem);
        }
        if (!list.isArray() || list.isEmpty()) {
            throw new Fault("%s holds no array of tools.".formatted(file),
                    "Write [{\"type\": \"function\", \"function\": {…}}].");
        }
        return list;
    }
}
