/**
 * The Rollouts screen: the runs of the workspace, a form that starts one, its progress while it goes on, the table of its
 * rollouts and the trajectory of one of them. Made by the shell; uses the rollouts, servers and config rooms and what
 * screens share.
 */
@NullMarked
package gymscope.ui.rollouts;

import org.jspecify.annotations.NullMarked;
