/** The Settings screen. Used by the window only. */
@NullMarked
package gymscope.ui.settings;

import org.jspecify.annotations.NullMarked;
