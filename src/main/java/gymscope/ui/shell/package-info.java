/**
 * What stays while screens change: rail, bars, palette, jobs, and the model of the application that screens are given.
 * Used by the screens and the window; uses the controls and knows no screen.
 */
@NullMarked
package gymscope.ui.shell;

import org.jspecify.annotations.NullMarked;
