package gymscope.ui.toolcalls.template;

import gymscope.convert.Conversion;
import gymscope.convert.ResponsesToChat;
import gymscope.ui.controls.Figures;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as an exchange sent it, made ready for a template.
 *
 * @param messages with arguments of calls as objects, as vLLM passes them to templates
 * @param tools null when there were none
 * @param variables what the request set for the template: {@code chat_template_kwargs}
 * @param source where it is from, in words
 */
record SentConversation(ArrayNode messages, @Nullable ArrayNode tools, ObjectNode variables, String source) {

    /**
     * The conversation of an exchange's request: Chat Completions, or Responses turned into it.
     *
     * @throws Fault when the request holds no conversation
     */
    static SentConversation of(Exchange exchange) {
        if (!(exchange.request() instanceof ObjectNode request)) {
            throw none();
        }
        ObjectNode chat = request.has("input") && !request.has("messages")
                ? ResponsesToChat.request(request, Conversion.STANDARD).document()
                : request;
        if (!(chat.get("messages") instanceof ArrayNode messages)) {
            throw none();
        }
        return new SentConversation(withObjects(messages), chat.get("tools") instanceof ArrayNode tools ? tools : null,
                chat.get("chat_template_kwargs") instanceof ObjectNode switches ? switches : Json.object(),
                "from exchange %s of %s".formatted(Figures.clock(exchange.startedAt()), exchange.endpoint()));
    }

    private static Fault none() {
        return new Fault("The exchange's request holds no messages.", "Take one of Chat Completions or Responses.");
    }

    /** Arguments travel as JSON in a string; templates are given objects. */
    private static ArrayNode withObjects(ArrayNode messages) {
        ArrayNode copy = messages.deepCopy();
        for (JsonNode message : copy) {
            for (JsonNode call : message.path("tool_calls")) {
                if (call.path("function") instanceof ObjectNode function
                        && Json.parseOrNull(Json.text(function, "arguments")) instanceof ObjectNode arguments) {
                    function.set("arguments", arguments);
                }
            }
        }
        return copy;
    }
}
