/**
 * From a configuration to a run: options under NeMo Gym's names, the model servers that its agents need, the agents,
 * the place where runs are kept. The command line and the window call it; it calls the rollouts room, configurations,
 * servers, agents and environments.
 */
@NullMarked
package gymscope.rollouts.setup;

import org.jspecify.annotations.NullMarked;
