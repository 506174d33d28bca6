package gymscope.agents;

import gymscope.wire.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A rollout that could not be finished: its class, and what the model had put out until then. */
public final class AgentFault extends Fault {

    private final FailureClass failureClass;
    private final transient List<JsonNode> output;

    AgentFault(FailureClass failureClass, String sentence, String hint, List<JsonNode> output, @Nullable Throwable cause) {
        super(sentence, hint, cause);
        this.failureClass = failureClass;
        this.output = List.copyOf(output);
    }

    public FailureClass failureClass() {
        return failureClass;
    }

    /** The output items of the rollout so far, tool results included. */
    public List<JsonNode> output() {
        return output;
    }
}
