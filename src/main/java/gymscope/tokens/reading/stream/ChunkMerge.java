package gymscope.tokens.reading.stream;

import gymscope.wire.ServerSentEvent;
import gymscope.wire.StreamEvent;
import gymscope.wire.StreamedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chunks of Chat Completions and Completions, which {@code wire} adds up. */
final class ChunkMerge extends StreamMerge {

    private final List<StreamEvent> chunks = new ArrayList<>();

    @Override
    void add(JsonNode part) {
        chunks.add(new StreamEvent(Duration.ZERO, ServerSentEvent.of(part)));
    }

    @Override
    @Nullable
    JsonNode document() {
        return StreamedAnswer.of(chunks);
    }
}
