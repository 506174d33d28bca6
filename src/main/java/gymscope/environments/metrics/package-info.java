/**
 * Metrics of verify responses as NeMo Gym computes them: statistics per task and over all rollouts, pass@k and
 * majority@k. Environments and rollouts call it; it calls the wire room only.
 */
@NullMarked
package gymscope.environments.metrics;

import org.jspecify.annotations.NullMarked;
