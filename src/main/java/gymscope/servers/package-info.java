/**
 * The embedded servers: the fleet that starts, stops and counts them, and the private file in which they leave their
 * addresses and tokens. The rollouts, the command line and the window call it; it calls configurations, the kinds of
 * servers and everything that those are made of.
 */
@NullMarked
package gymscope.servers;

import org.jspecify.annotations.NullMarked;
