/**
 * Built-in resources servers (tools, state and verification) as plain objects without HTTP, by the names that they have
 * in NeMo Gym. Agents, servers, rollouts, the command line and the window call them; they call the wire room only.
 */
@NullMarked
package gymscope.environments;

import org.jspecify.annotations.NullMarked;
