package gymscope.rollouts;

import gymscope.tokens.TokenTrace;
import gymscope.wire.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rollout turn by turn.
 *
 * @param summary the rollout in short
 * @param messages what the model was given at first
 * @param turns what it put out, with the results of its tools
 * @param verdict what the verifier says besides the reward, in its order
 * @param row the whole row as it is stored
 */
public record Trajectory(RolloutSummary summary, List<Message> messages, List<Turn> turns, List<Finding> verdict,
        ObjectNode row) {

    public Trajectory {
        messages = List.copyOf(messages);
        turns = List.copyOf(turns);
        verdict = List.copyOf(verdict);
    }

    /**
     * A message of the task.
     *
     * @param role for instance {@code user}
     * @param text its text, parts that are no text left out
     */
    public record Message(String role, String text) {}

    /**
     * One model call.
     *
     * @param number from 1
     * @param reasoning what it thought, null when nothing is told
     * @param text what it said, null when nothing
     * @param tools the calls with their results, in order
     * @param tokens the tokens of the turn; empty when the endpoint told nothing of them
     * @param items the model's output items as they are stored
     */
    public record Turn(int number, @Nullable String reasoning, @Nullable String text, List<ToolStep> tools, TokenTrace tokens,
            List<JsonNode> items) {

        public Turn {
            items = List.copyOf(items);
            tools = List.copyOf(tools);
        }
    }

    /**
     * A tool call and what came back.
     *
     * @param call as the model wrote it
     * @param result null when the tool was not run
     * @param failed whether the result is an error's text
     */
    public record ToolStep(ToolCall call, @Nullable String result, boolean failed) {}

    /**
     * Something that the verifier found.
     *
     * @param name the member's name, for instance {@code extracted_answer}
     * @param value its value, a string as it is, everything else as JSON
     */
    public record Finding(String name, String value) {}
}
