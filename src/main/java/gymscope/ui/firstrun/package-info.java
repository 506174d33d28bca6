/** The first screen: one real answer of the demonstration model, and the four ways on. Used by the window only. */
@NullMarked
package gymscope.ui.firstrun;

import org.jspecify.annotations.NullMarked;
