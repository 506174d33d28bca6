package gymscope.rollouts;

/** Where a run is. */
public enum RunState {
    /** Its files are open, nothing runs yet. */
    READY,
    /** Rollouts are started and finished. */
    RUNNING,
    /** None are started, those under way go on. */
    PAUSED,
    /** No more are started, those under way finish. */
    DRAINING,
    /** Those under way are broken off. */
    STOPPING,
    /** It ended before all rows were done; it can be resumed. */
    STOPPED,
    /** All rows were done or failed. */
    FINISHED,
    /** It could not go on; the reason stands in the snapshot. */
    ABORTED;

    /** Whether nothing will happen any more. */
    public boolean isOver() {
        return this == STOPPED || this == FINISHED || this == ABORTED;
    }
}
