package gymscope.ui.traffic;

import gymscope.ui.controls.Figures;
import gymscope.ui.inspector.ExchangeReading;
import gymscope.ui.inspector.ExchangeReading.Call;
import gymscope.ui.inspector.ExchangeReading.Content;
import gymscope.ui.inspector.ExchangeReading.Part;
import gymscope.ui.inspector.ExchangeReading.Reasoning;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.workspace.history.HistoryReader.Kept;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One side of a comparison.
 *
 * @param id the exchange's number in the history, null while it has none
 * @param replayOf the exchange that it repeats, null for none
 * @param upstream what was sent to upstreams for it; empty where that was the same
 */
record Answer(@Nullable Long id, @Nullable Long replayOf, Exchange exchange, ExchangeReading reading,
        List<Exchange> upstream) {

    static Answer of(Kept kept) {
        return new Answer(kept.row().id(), kept.row().replayOf(), kept.exchange(), ExchangeReading.of(kept.exchange()),
                kept.upstream());
    }

    /** A replay that the history does not hold. */
    static Answer of(Exchange exchange, long replayOf) {
        return new Answer(null, replayOf, exchange, ExchangeReading.of(exchange), List.of());
    }

    /** Server, model and time. */
    String about() {
        String model = model();
        return exchange.endpoint() + (model.isEmpty() ? "" : " · " + model) + " · " + Figures.clock(exchange.startedAt());
    }

    String model() {
        JsonNode answer = reading.answer();
        JsonNode request = exchange.request();
        String told = answer == null ? null : Json.text(answer, "model");
        String asked = request == null ? null : Json.text(request, "model");
        return Objects.requireNonNullElse(told, Objects.requireNonNullElse(asked, ""));
    }

    /** What the model said, as one text: thinking and tool calls in the marks that most models use. */
    String text() {
        if (reading.parts().isEmpty()) {
            return Objects.requireNonNullElse(exchange.problem(), exchange.responseBody());
        }
        return reading.parts().stream().map(Answer::text).collect(Collectors.joining("\n"));
    }

    private static String text(Part part) {
        return switch (part) {
            case Reasoning(String text) -> "<think>\n" + text.strip() + "\n</think>";
            case Content(String text) -> text.strip();
            case Call call -> "<tool_call>\n{\"name\": \"%s\", \"arguments\":\n  %s}\n</tool_call>".formatted(call.call().name(),
                    arguments(call.call().arguments()));
        };
    }

    private static String arguments(String text) {
        JsonNode json = Json.parseOrNull(text);
        return json == null || text.length() < 80 ? text : Json.pretty(json).replace("\n", "\n  ");
    }

    /** The answer as one indented document. */
    String json() {
        return reading.answer() == null ? exchange.responseBody() : Json.pretty(reading.answer());
    }

    /** Status and headers of the answer. */
    String headers() {
        return exchange.status() + "\n" + exchange.responseHeaders().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(header -> header.getKey() + ": " + String.join(", ", header.getValue())).collect(Collectors.joining("\n"));
    }

    /** Names and values of the facts over the text. */
    List<Map.Entry<String, String>> facts() {
        var usage = reading.usage();
        var first = exchange.timing().firstEvent();
        Double mean = reading.trace().meanLogProbability();
        return List.of(Map.entry("Status", exchange.status() == 0 ? "no answer" : Integer.toString(exchange.status())),
                Map.entry("Time", Figures.count(exchange.timing().total().toMillis()) + " ms"),
                Map.entry("Finish", reading.finish().isEmpty() ? Figures.UNKNOWN : reading.finish()),
                Map.entry("Output", usage == null ? Figures.UNKNOWN : Figures.count(usage.output(), "token", "tokens")),
                Map.entry("First token", first == null || !exchange.streamed()
                        ? Figures.UNKNOWN
                        : Figures.count(first.toMillis()) + " ms"),
                Map.entry("Mean log p", mean == null ? Figures.UNKNOWN : Figures.decimal(mean, 3)));
    }
}
