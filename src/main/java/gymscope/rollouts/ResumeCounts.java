package gymscope.rollouts;

/**
 * What a resumed run found.
 *
 * @param rows rollouts of the whole run
 * @param done rollouts in the rollouts file
 * @param failures rows in the failures file
 * @param failedRollouts different rollouts among them
 * @param terminal those that are not to be tried again
 * @param maxedOut those that failed as often as is allowed
 * @param maxAttempts how often that is
 * @param toRun rollouts that are still to be done
 */
public record ResumeCounts(int rows, int done, int failures, int failedRollouts, int terminal, int maxedOut, int maxAttempts,
        int toRun) {}
