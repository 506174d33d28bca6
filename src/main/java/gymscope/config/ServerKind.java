package gymscope.config;

import java.util.Arrays;
import java.util.Optional;

/** The three kinds of servers, by the key that NeMo Gym's configurations use for them. */
public enum ServerKind {

    /** A front for a model. */
    MODEL("responses_api_models", "model server"),
    /** An environment: tools, state and verification. */
    RESOURCES("resources_servers", "environment"),
    /** A loop that runs one rollout. */
    AGENT("responses_api_agents", "agent");

    private final String key;
    private final String label;

    ServerKind(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** The key below an instance's name, for instance {@code responses_api_models}. */
    public String key() {
        return key;
    }

    /** The kind in words, in lower case. */
    public String label() {
        return label;
    }

    /** The kind with this key. */
    public static Optional<ServerKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}
