/**
 * What can be set on each kind of server, as data. The Servers screen makes its forms of it, the Configs screen its
 * completion and its defaults. Uses the config room; holds no controls.
 */
@NullMarked
package gymscope.ui.forms;

import org.jspecify.annotations.NullMarked;
