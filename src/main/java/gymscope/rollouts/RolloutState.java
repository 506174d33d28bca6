package gymscope.rollouts;

/** Where a rollout is. */
public enum RolloutState {
    /** An agent works on it. */
    RUNNING,
    /** It has a reward. */
    DONE,
    /** It ended without one. */
    FAILED
}
