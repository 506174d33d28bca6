package gymscope.agents;

import gymscope.wire.Fault;
import gymscope.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of {@code simple_agent}.
 *
 * @param maxSteps model calls in one rollout at most, 0 for no limit
 * @param skipVerification whether the environment is not asked for a verdict
 * @param skippedReward the reward when it is not asked
 */
public record SimpleAgentSettings(int maxSteps, boolean skipVerification, double skippedReward) {

    /** No limit, with verification. */
    public static final SimpleAgentSettings DEFAULT = new SimpleAgentSettings(0, false, 0.0);

    /**
     * Reads the agent's block of a configuration.
     *
     * @throws Fault when a setting has the wrong type or asks for what is not built
     */
    public static SimpleAgentSettings of(ObjectNode settings) {
        if (settings.path("token_id_capture").asBoolean(false)) {
            throw new Fault("simple_agent asks for token_id_capture, which is not built yet.",
                    "Remove the setting; the local model returns token ids without it.");
        }
        JsonNode steps = settings.path("max_steps");
        if (!steps.isMissingNode() && !steps.isNull() && (!steps.canConvertToInt() || steps.asInt() < 0)) {
            throw new Fault("max_steps of simple_agent is %s.".formatted(Json.write(steps)),
                    "Give a whole number from 0 on, or null.");
        }
        Double reward = Json.number(settings, "skip_verification_reward");
        return new SimpleAgentSettings(steps.asInt(0), settings.path("skip_verification").asBoolean(false),
                reward == null ? 0.0 : reward);
    }
}
