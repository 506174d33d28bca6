package gymscope.agents;

import gymscope.wire.Exchange;
import tools.jackson.databind.node.ObjectNode;

/** How an agent asks its model server: {@code POST /v1/responses}. Thread-safe. */
@FunctionalInterface
public interface ModelCalls {

    /**
     * Asks and waits for the whole answer. What the network or the server did wrong stands in the exchange. An interrupt
     * ends the call.
     */
    Exchange respond(ObjectNode request);
}
