package gymscope.rollouts;

import gymscope.agents.AgentFault;
import gymscope.agents.FailureClass;
import gymscope.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of a finished rollout: the agent's result with the row's keys, and the file that it belongs to.
 *
 * @param row one line of that file
 * @param destination which file
 */
record ResultRow(ObjectNode row, Destination destination) {

    static final String FAILURE_CLASS = "_ng_failure_class";
    static final String FAILURE_MESSAGE = "_ng_failure_message";

    private static final List<String> COPIED = List.of("skills_ref", "_ng_attempt_index", "_ng_rollout_id");

    /** Where a result is written. */
    enum Destination {
        ROLLOUTS, FAILURES, NOWHERE
    }

    /** The result of an agent for an input row; the result object is completed in place. */
    static ResultRow of(ObjectNode inputRow, ObjectNode result) {
        copy(inputRow, RolloutKey.TASK, result);
        copy(inputRow, RolloutKey.ATTEMPT, result);
        copy(inputRow, "agent_ref", result);
        COPIED.forEach(member -> copy(inputRow, member, result));
        if (result.path("_ng_no_persist").asBoolean(false)) {
            return new ResultRow(result, Destination.NOWHERE);
        }
        return new ResultRow(result, result.hasNonNull(FAILURE_CLASS) ? Destination.FAILURES : Destination.ROLLOUTS);
    }

    /** A rollout that its agent could not finish: the row itself with reward 0, the class, and the sentence. */
    static ResultRow of(ObjectNode inputRow, AgentFault fault) {
        ObjectNode result = failed(inputRow, fault.failureClass(), fault.sentence());
        result.putObject("response").putArray("output").addAll(fault.output());
        return of(inputRow, result);
    }

    /** A rollout that a fault of Gymscope ended. */
    static ResultRow ofInternalError(ObjectNode inputRow, String sentence) {
        return of(inputRow, failed(inputRow, FailureClass.INTERNAL_ERROR, sentence));
    }

    /** The failure's class in words, null for a rollout that did not fail. */
    static @Nullable String failureWords(JsonNode row) {
        String id = Json.text(row, FAILURE_CLASS);
        return id == null ? null : FailureClass.words(id);
    }

    /** What the failure says of itself, null when it says nothing. */
    static @Nullable String failureMessage(JsonNode row) {
        String message = Json.text(row, FAILURE_MESSAGE);
        return message != null ? message : Json.text(row, "_ng_failure_judge_error");
    }

    private static ObjectNode failed(ObjectNode inputRow, FailureClass failureClass, String sentence) {
        return inputRow.deepCopy().put("reward", 0.0).put(FAILURE_CLASS, failureClass.id()).put(FAILURE_MESSAGE, sentence);
    }

    private static void copy(ObjectNode from, String member, ObjectNode to) {
        JsonNode value = from.get(member);
        if (value != null) {
            to.set(member, value);
        }
    }
}
