package gymscope.environments;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The state of one rollout in an environment. Used by one thread at a time. */
public interface Session {

    /**
     * Runs a tool and returns the text that becomes the tool's output. A mistake of the model (unknown tool, wrong
     * arguments) is such a text too, in the words that it would get over HTTP.
     *
     * @param name as the model wrote it
     * @param arguments the parsed arguments, which need not be an object; null when they were JSON's null
     */
    String callTool(String name, @Nullable JsonNode arguments);

    /**
     * Judges the rollout.
     *
     * @param verifyRequest the run request with {@code response}, a whole Response
     * @return at least {@code responses_create_params}, {@code response} and {@code reward}
     * @throws gymscope.wire.Fault when the row can't be judged
     */
    ObjectNode verify(ObjectNode verifyRequest);
}
