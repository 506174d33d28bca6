/** Small charts on canvas for live figures. Used by the screens; uses the canvas view of the controls. */
@NullMarked
package gymscope.ui.controls.charts;

import org.jspecify.annotations.NullMarked;
