package gymscope.servers.local;

import gymscope.servers.http.EventStream;
import gymscope.wire.Json;
import gymscope.wire.ServerSentEvent;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Sends events of the Responses API, each with its type and running number. */
final class EventSender {

    private final EventStream stream;
    private int sequenceNumber;

    EventSender(EventStream stream) {
        this.stream = stream;
    }

    void send(String type, Consumer<ObjectNode> members) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", sequenceNumber++);
        members.accept(event);
        stream.send(ServerSentEvent.of(type, event));
    }
}
