/**
 * Agent loops: they ask a model server, run the tools of an environment and hand the outcome to its verifier. Servers,
 * rollouts, the command line and the window call them; they call the client and the environments.
 */
@NullMarked
package gymscope.agents;

import org.jspecify.annotations.NullMarked;
