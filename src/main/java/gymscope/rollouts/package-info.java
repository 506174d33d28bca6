/**
 * A run: input rows become tasks and attempts, a scheduler has agents work on them, a journal keeps every result, and
 * what was written is read back and summed up. The files are NeMo Gym's. The command line and the window call it; it
 * calls agents, environments, servers, configurations, the client and the tokens.
 */
@NullMarked
package gymscope.rollouts;

import org.jspecify.annotations.NullMarked;
