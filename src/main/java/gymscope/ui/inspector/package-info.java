/** The Inspector: one exchange in tabs, the same everywhere. Used by the window; uses the shell and the controls. */
@NullMarked
package gymscope.ui.inspector;

import org.jspecify.annotations.NullMarked;
