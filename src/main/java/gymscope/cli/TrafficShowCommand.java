package gymscope.cli;

import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.Workspace;
import gymscope.workspace.history.HistoryReader.Kept;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope traffic show ID}: one exchange as JSON, in a form that {@code tokens read} takes. */
@Command(name = "show", mixinStandardHelpOptions = true,
        description = "Print one exchange as JSON, with what was sent to its upstream where that differs.")
final class TrafficShowCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final HistoryFolder folder = new HistoryFolder();

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, as traffic list tells it.")
    private long id;

    @Option(names = "--upstream", description = "Only what was sent to the upstream, one JSON line an attempt.")
    private boolean upstream;

    @Override
    public Integer call() throws InterruptedException {
        try (Workspace workspace = folder.open()) {
            Kept kept = workspace.history().reader().load(id)
                    .orElseThrow(() -> new Fault("There is no exchange %d in this folder's history.".formatted(id),
                            "See gymscope traffic list; the history lies in %s.".formatted(workspace.historyFile())));
            if (upstream) {
                if (kept.upstream().isEmpty()) {
                    console.note("What was sent upstream is what was served, or nothing was sent.");
                }
                kept.upstream().forEach(attempt -> console.print(Json.write(document(attempt))));
                return ExitCode.DONE;
            }
            ObjectNode document = document(kept.exchange()).put("id", id);
            ArrayNode warnings = document.putArray("warnings");
            kept.warnings().forEach(warnings::add);
            ArrayNode sent = document.putArray("upstream");
            kept.upstream().forEach(attempt -> sent.add(document(attempt)));
            console.print(Json.write(document));
            return ExitCode.DONE;
        }
    }

    private static ObjectNode document(Exchange exchange) {
        ObjectNode document = Json.object().put("endpoint", exchange.endpoint()).put("method", exchange.method())
                .put("url", exchange.url()).put("at", exchange.startedAt().toString())
                .put("ms", exchange.timing().total().toMillis());
        ObjectNode sent = document.putObject("request_headers");
        exchange.requestHeaders().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(header -> sent.put(header.getKey(), header.getValue()));
        document.set("request", json(exchange.requestBody()));
        document.put("status", exchange.status());
        ObjectNode received = document.putObject("headers");
        exchange.responseHeaders().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(header -> received.put(header.getKey(), String.join(", ", header.getValue())));
        if (exchange.streamed()) {
            ArrayNode lines = document.putArray("sse");
            List.of(exchange.responseBody().split("\n", -1)).forEach(lines::add);
        } else {
            document.set("body", json(exchange.responseBody()));
        }
        return exchange.failure() == null ? document : document.put("failure", exchange.failure());
    }

    /** A document where it is one, else the text. */
    private static JsonNode json(String text) {
        return Objects.requireNonNullElseGet(Json.parseOrNull(text), () -> JsonNodeFactory.instance.stringNode(text));
    }
}
