/**
 * The Servers screen: the servers of this application, their states, counts and logs, and how one is added. View models
 * hold the logic and no controls. Used by the window only; uses the shell, the shared controls, the servers and config
 * rooms.
 */
@NullMarked
package gymscope.ui.servers;

import org.jspecify.annotations.NullMarked;
