package gymscope.ui.inspector;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import gymscope.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An exchange as the inspector reads it, whichever dialect it is in.
 *
 * @param exchange what was read
 * @param answer the answer as one document, null when nothing readable came
 * @param parts what the model said, in order
 * @param usage the token counts, null when not told
 * @param finish why the answer ended, empty when not told
 * @param trace the tokens, empty when nothing was told of them
 */
public record ExchangeReading(Exchange exchange, @Nullable JsonNode answer, List<Part> parts, @Nullable Usage usage,
        String finish,
        TokenTrace trace) {

    /** A piece of what the model said. */
    public sealed interface Part {
    }

    /** Its thinking. */
    public record Reasoning(String text) implements Part {}

    /** Its answer. */
    public record Content(String text) implements Part {}

    /** A tool call. */
    public record Call(ToolCall call) implements Part {}

    /** Reads an exchange. */
    public static ExchangeReading of(Exchange exchange) {
        JsonNode answer = exchange.answer();
        List<Part> parts = new ArrayList<>();
        String finish = "";
        if (answer != null) {
            JsonNode choice = Json.elements(answer, "choices").stream().findFirst().orElse(null);
            if (choice != null) {
                readChoice(choice, parts);
                finish = Objects.requireNonNullElse(Json.text(choice, "finish_reason"), "");
            } else {
                Json.elements(answer, "output").forEach(item -> readItem(item, parts));
                finish = Objects.requireNonNullElse(Json.text(answer, "status"), "");
            }
        }
        return new ExchangeReading(exchange, answer, List.copyOf(parts), answer == null ? null : Usage.of(answer), finish,
                TraceReader.of(exchange));
    }

    /** The tool calls, in order. */
    public List<ToolCall> calls() {
        return parts.stream().filter(Call.class::isInstance).map(part -> ((Call) part).call()).toList();
    }

    /** The answer's text without the thinking. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Content content) {
                text.append(content.text());
            }
        }
        return text.toString();
    }

    private static void readChoice(JsonNode choice, List<Part> parts) {
        JsonNode message = choice.get("message");
        if (message == null) {
            addContent(Json.text(choice, "text"), parts);
            return;
        }
        String reasoning = Json.text(message, "reasoning_content");
        addReasoning(reasoning != null ? reasoning : Json.text(message, "reasoning"), parts);
        addContent(Json.text(message, "content"), parts);
        addContent(Json.text(message, "refusal"), parts);
        for (JsonNode call : Json.elements(message, "tool_calls")) {
            JsonNode function = call.get("function");
            if (function != null) {
                parts.add(call(Json.text(call, "id"), function));
            }
        }
    }

    private static void readItem(JsonNode item, List<Part> parts) {
        String type = Objects.requireNonNullElse(Json.text(item, "type"), "");
        switch (type) {
            case "reasoning" -> {
                Json.elements(item, "summary").forEach(piece -> addReasoning(Json.text(piece, "text"), parts));
                Json.elements(item, "content").forEach(piece -> addReasoning(Json.text(piece, "text"), parts));
            }
            case "message" -> Json.elements(item, "content").forEach(piece -> {
                addContent(Json.text(piece, "text"), parts);
                addContent(Json.text(piece, "refusal"), parts);
            });
            case "function_call" -> parts.add(call(Json.text(item, "call_id"), item));
            default -> {
                // Items of other types are seen under Raw.
            }
        }
    }

    private static Call call(@Nullable String id, JsonNode function) {
        return new Call(new ToolCall(id, Objects.requireNonNullElse(Json.text(function, "name"), ""),
                Objects.requireNonNullElse(Json.text(function, "arguments"), ""), null));
    }

    private static void addReasoning(@Nullable String text, List<Part> parts) {
        if (text != null && !text.isEmpty()) {
            parts.add(new Reasoning(text));
        }
    }

    private static void addContent(@Nullable String text, List<Part> parts) {
        if (text != null && !text.isEmpty()) {
            parts.add(new Content(text));
        }
    }
}
