package gymscope.ui.toolcalls;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import gymscope.ui.inspector.ExchangeReading;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a model wrote, as raw as it is known.
 *
 * @param text the text
 * @param pieces the text as the model made it, token by token; empty when that is not known
 * @param source where it is from, in words; empty for typed text
 * @param tools the request's tools as JSON, empty when it had none or is not known
 * @param calls what the endpoint's own parser made of it, null when there was no endpoint
 */
record RawText(String text, List<String> pieces, String source, String tools, @Nullable List<ToolCall> calls) {

    RawText {
        pieces = List.copyOf(pieces);
        calls = calls == null ? null : List.copyOf(calls);
    }

    static RawText typed(String text) {
        return new RawText(text, List.of(), "", "", null);
    }

    /**
     * The text of an exchange: that of its tokens, which still has the markers; where the endpoint told no tokens, the
     * answer's reasoning and content, which may have lost them.
     */
    static RawText of(Exchange exchange) {
        ExchangeReading reading = ExchangeReading.of(exchange);
        TokenTrace trace = reading.trace();
        String source = "from exchange %s of %s".formatted(Figures.clock(exchange.startedAt()), exchange.endpoint());
        JsonNode request = exchange.request();
        String tools = request != null && request.get("tools") instanceof ArrayNode list ? Json.pretty(list) : "";
        List<String> pieces = new ArrayList<>();
        boolean known = !trace.isEmpty();
        for (TraceToken token : trace.tokens()) {
            known &= !token.isPlaceholder();
            pieces.add(token.text());
        }
        if (known) {
            return new RawText(trace.text(), pieces, source, tools, reading.calls());
        }
        StringBuilder text = new StringBuilder();
        for (ExchangeReading.Part part : reading.parts()) {
            switch (part) {
                case ExchangeReading.Reasoning reasoning -> text.append(reasoning.text());
                case ExchangeReading.Content content -> text.append(content.text());
                case ExchangeReading.Call _ -> {
                    // Its markup did not come; the endpoint told name and arguments only.
                }
            }
        }
        return new RawText(text.toString(), List.of(), source + ", without the markers that its parser took away", tools,
                reading.calls());
    }

    /** Another text typed in place of this one. */
    RawText edited(String newText) {
        return newText.equals(text) ? this : new RawText(newText, List.of(), "", tools, null);
    }
}
