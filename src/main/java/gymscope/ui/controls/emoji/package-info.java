/**
 * Colour emoji on Linux, where JavaFX leaves them blank: pictures read from the installed emoji font. For controls that paint
 * text themselves; uses JavaFX's images only.
 */
@NullMarked
package gymscope.ui.controls.emoji;

import org.jspecify.annotations.NullMarked;
