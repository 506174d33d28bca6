package gymscope.servers.http;

import gymscope.wire.ServerSentEvent;

/** The answer to one call as server-sent events. Belongs to the thread that handles the call. */
public interface EventStream {

    /**
     * Sends one event at once.
     *
     * @throws ClientGone when the client has hung up: let it pass, so that the work behind the stream ends
     */
    void send(ServerSentEvent event);
}
