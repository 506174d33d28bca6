package gymscope.servers.local;

import gymscope.convert.OutputItems;
import gymscope.wire.Json;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An output item while it grows: the events of its opening, its pieces and its end. */
final class StreamedItem {

    /** What an item is. */
    enum Kind {
        REASONING("response.reasoning_summary_text"), MESSAGE("response.output_text"), CALL("response.function_call_arguments");

        private final String event;

        Kind(String event) {
            this.event = event;
        }
    }

    private final Kind kind;
    private final EventSender events;
    private final int outputIndex;
    private final ObjectNode shell;
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode logprobs = Json.array();

    private StreamedItem(Kind kind, EventSender events, int outputIndex, ObjectNode shell) {
        this.kind = kind;
        this.events = events;
        this.outputIndex = outputIndex;
        this.shell = shell;
    }

    static StreamedItem reasoning(EventSender events, int outputIndex) {
        StreamedItem item = new StreamedItem(Kind.REASONING, events, outputIndex, OutputItems.reasoning(List.of()));
        item.added(item.shell);
        item.send("response.reasoning_summary_part.added", event -> event.put("summary_index", 0).set("part", item.part("")));
        return item;
    }

    static StreamedItem message(EventSender events, int outputIndex) {
        ObjectNode shell = OutputItems.message("").put("status", "in_progress");
        shell.putArray("content");
        StreamedItem item = new StreamedItem(Kind.MESSAGE, events, outputIndex, shell);
        item.added(shell);
        item.send("response.content_part.added", event -> event.put("content_index", 0).set("part", item.part("")));
        return item;
    }

    static StreamedItem call(EventSender events, int outputIndex, String callId, String name) {
        ObjectNode shell = OutputItems.functionCall(callId, name, "").put("status", "in_progress");
        StreamedItem item = new StreamedItem(Kind.CALL, events, outputIndex, shell);
        item.added(shell);
        return item;
    }

    Kind kind() {
        return kind;
    }

    /** Sends a piece. */
    void add(String piece, ArrayNode pieceLogprobs) {
        text.append(piece);
        logprobs.addAll(pieceLogprobs);
        send(kind.event + ".delta", event -> {
            putPlace(event).put("delta", piece);
            if (kind == Kind.MESSAGE) {
                event.set("logprobs", pieceLogprobs);
            }
        });
    }

    /** The whole item as it stands now. */
    ObjectNode item(boolean withLogprobs) {
        ObjectNode item = shell.deepCopy();
        switch (kind) {
            case REASONING -> item.putArray("summary").add(part(text.toString()));
            case MESSAGE -> {
                ObjectNode part = part(text.toString());
                if (withLogprobs) {
                    part.set("logprobs", logprobs);
                }
                item.put("status", "completed").putArray("content").add(part);
            }
            case CALL -> item.put("arguments", text.toString()).put("status", "completed");
        }
        return item;
    }

    /** Sends the end of the item. */
    void close(ObjectNode item) {
        String whole = text.toString();
        send(kind.event + ".done", event -> {
            putPlace(event).put(kind == Kind.CALL ? "arguments" : "text", whole);
            if (kind == Kind.MESSAGE) {
                event.set("logprobs", logprobs);
            } else if (kind == Kind.CALL) {
                event.set("name", shell.get("name"));
            }
        });
        if (kind == Kind.REASONING) {
            send("response.reasoning_summary_part.done", event -> event.put("summary_index", 0).set("part", part(whole)));
        } else if (kind == Kind.MESSAGE) {
            send("response.content_part.done",
                    event -> event.put("content_index", 0).set("part", item.path("content").path(0)));
        }
        events.send("response.output_item.done", event -> event.put("output_index", outputIndex).set("item", item));
    }

    private void added(ObjectNode item) {
        events.send("response.output_item.added", event -> event.put("output_index", outputIndex).set("item", item));
    }

    private ObjectNode putPlace(ObjectNode event) {
        return switch (kind) {
            case REASONING -> event.put("summary_index", 0);
            case MESSAGE -> event.put("content_index", 0);
            case CALL -> event;
        };
    }

    private ObjectNode part(String whole) {
        return kind == Kind.REASONING
                ? Json.object().put("text", whole).put("type", "summary_text")
                : OutputItems.outputText(whole);
    }

    private void send(String type, Consumer<ObjectNode> members) {
        events.send(type, event -> {
            event.set("item_id", shell.get("id"));
            event.put("output_index", outputIndex);
            members.accept(event);
        });
    }
}
