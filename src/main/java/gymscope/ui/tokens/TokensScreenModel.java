package gymscope.ui.tokens;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceJson;
import gymscope.tokens.reading.TraceReader;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which trace is shown in full size, and which lies over it. UI thread only, though no window is needed. */
final class TokensScreenModel {

    private final ReadOnlyObjectWrapper<@Nullable NamedTrace> first = new ReadOnlyObjectWrapper<>(this, "first");
    private final ReadOnlyObjectWrapper<@Nullable NamedTrace> second = new ReadOnlyObjectWrapper<>(this, "second");

    /** The trace that is shown, null for none. */
    ReadOnlyObjectProperty<@Nullable NamedTrace> firstProperty() {
        return first.getReadOnlyProperty();
    }

    /** The trace that lies over it, null for none. */
    ReadOnlyObjectProperty<@Nullable NamedTrace> secondProperty() {
        return second.getReadOnlyProperty();
    }

    /** Shows one trace. */
    void show(NamedTrace trace) {
        second.set(null);
        first.set(trace);
    }

    /** Lays a trace over the shown one; shows it when there is none. */
    void compare(NamedTrace trace) {
        if (first.get() == null) {
            first.set(trace);
        } else {
            second.set(trace);
        }
    }

    /** Takes the second trace away. */
    void stopComparing() {
        second.set(null);
    }

    /** Lets the two traces change places. */
    void swap() {
        NamedTrace before = first.get();
        if (second.get() != null && before != null) {
            NamedTrace now = second.get();
            second.set(null);
            first.set(now);
            second.set(before);
        }
    }

    /**
     * The trace of an exchange.
     *
     * @throws Fault when its answer tells nothing of tokens
     */
    static NamedTrace of(Exchange exchange) {
        TokenTrace trace = TraceReader.of(exchange);
        if (trace.isEmpty()) {
            throw new Fault("Exchange %s tells nothing of its tokens.".formatted(exchange.id()),
                    "Ask with logprobs or return_token_ids.");
        }
        return NamedTrace.of(exchange, trace);
    }

    /**
     * Reads a trace from a file: one that was exported as JSON, or an answer in any dialect.
     *
     * @throws Fault when the file is neither or cannot be read
     */
    static NamedTrace read(Path file) {
        JsonNode document;
        try {
            document = Json.parse(Files.readString(file));
        } catch (IOException problem) {
            throw new Fault("%s cannot be read: %s.".formatted(file.getFileName(), problem.getMessage()),
                    "Choose a file that was exported here, or a saved answer.", problem);
        }
        TokenTrace trace = TraceJson.isTrace(document) ? TraceJson.read(document) : TraceReader.ofAnswer(document, 0);
        if (trace.isEmpty()) {
            throw new Fault("%s holds no tokens.".formatted(file.getFileName()),
                    "Choose a trace that was exported as JSON, or an answer with log probabilities or token ids.");
        }
        return new NamedTrace(file.getFileName().toString(), "", trace);
    }
}
