package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.ApiRequest;
import gymscope.client.Endpoint;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks for one answer after another of a conversation and shows each as it arrives. */
final class ChatTurn {

    private final ApiClient client;
    private final Endpoint endpoint;
    private final ObjectNode members;
    private final Console console;
    private final boolean json;
    private String shownPart = "";

    /**
     * @param members what every request carries besides model and messages
     * @param json print whole answers as JSON lines, and nothing while they arrive
     */
    ChatTurn(ApiClient client, Endpoint endpoint, ObjectNode members, Console console, boolean json) {
        this.client = client;
        this.endpoint = endpoint;
        this.members = members;
        this.console = console;
        this.json = json;
    }

    /**
     * Asks, shows, and adds the answer to the messages; returns the calls in it.
     *
     * @throws Fault when no whole answer came
     */
    List<JsonNode> answer(ArrayNode messages) {
        ObjectNode body = Json.object().put("model", endpoint.model());
        body.set("messages", messages.deepCopy());
        body.setAll(members);
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        shownPart = "";
        Exchange exchange = client.newCall(ApiRequest.post(endpoint, "/chat/completions", body)).stream(this::show);
        JsonNode message = message(exchange);
        List<JsonNode> calls = Json.elements(message, "tool_calls");
        print(exchange, message, calls);
        ObjectNode own = messages.addObject().put("role", "assistant").put("content", Json.text(message, "content"));
        if (!calls.isEmpty()) {
            own.putArray("tool_calls").addAll(calls);
        }
        return calls;
    }

    private static JsonNode message(Exchange exchange) {
        String problem = exchange.problem();
        if (problem != null) {
            throw new Fault(problem, "Look at the address, the model and the parameters.");
        }
        JsonNode answer = exchange.answer();
        JsonNode message = answer == null ? null : answer.path("choices").path(0).get("message");
        if (message == null) {
            throw new Fault("The answer has no message: %s".formatted(firstLine(exchange.responseBody())),
                    "Look at the server's log.");
        }
        return message;
    }

    private void show(StreamEvent event) {
        JsonNode data = event.json();
        if (json || data == null) {
            return;
        }
        JsonNode delta = data.path("choices").path(0).path("delta");
        piece("reasoning", reasoning(delta));
        piece("content", Json.text(delta, "content"));
    }

    /** Some servers send reasoning under its older name too. */
    private static @Nullable String reasoning(JsonNode part) {
        String reasoning = Json.text(part, "reasoning");
        return reasoning != null ? reasoning : Json.text(part, "reasoning_content");
    }

    /** Shows a piece; reasoning and answer are parted by an empty line, and reasoning is faint. */
    private void piece(String part, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (!shownPart.equals(part)) {
            console.out().print(shownPart.isEmpty() ? "" : "\n\n");
            console.out().print(part.equals("reasoning") ? console.styled("faint", "Reasoning: ") : "");
            shownPart = part;
        }
        console.out().print(part.equals("reasoning") ? console.styled("faint", text) : text);
        console.out().flush();
    }

    private void print(Exchange exchange, JsonNode message, List<JsonNode> calls) {
        if (json) {
            console.print(Json.write(Objects.requireNonNull(exchange.answer())));
            return;
        }
        if (!exchange.streamed()) {
            piece("reasoning", reasoning(message));
            piece("content", Json.text(message, "content"));
        }
        if (!shownPart.isEmpty()) {
            console.print("");
        }
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            console.print("→ %s %s".formatted(console.styled("bold", String.valueOf(Json.text(function, "name"))),
                    Json.text(function, "arguments")));
        }
        if (members.has("logprobs")) {
            TokenTrace trace = TraceReader.of(exchange);
            if (trace.isEmpty()) {
                console.note("The endpoint returned no log probabilities.");
            } else {
                TokenTable.lines(trace).forEach(console::print);
            }
        }
        console.note(facts(exchange));
    }

    private static String facts(Exchange exchange) {
        JsonNode answer = Objects.requireNonNull(exchange.answer());
        JsonNode tokens = answer.path("usage").path("completion_tokens");
        double seconds = exchange.timing().total().toNanos() / 1e9;
        String reason = answer.path("choices").path(0).path("finish_reason").asString("–");
        return tokens.isNumber()
                ? String.format(Locale.ROOT, "%,d tokens in %.2f s, finish reason %s", tokens.asLong(), seconds, reason)
                : String.format(Locale.ROOT, "%.2f s, finish reason %s", seconds, reason);
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("(empty)");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
