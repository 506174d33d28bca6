package gymscope.ui.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * A trace with what it is called on screen.
 *
 * @param name such as the model's name or the file's
 * @param detail where it comes from, may be empty
 */
public record NamedTrace(String name, String detail, TokenTrace trace) {

    /** The trace of an exchange, by the name of the model that was asked for. */
    public static NamedTrace of(Exchange exchange, TokenTrace trace) {
        JsonNode request = exchange.request();
        String model = request == null ? null : Json.text(request, "model");
        return new NamedTrace(model == null ? exchange.endpoint() : model, exchange.endpoint(), trace);
    }
}
