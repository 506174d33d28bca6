/**
 * The token surface and what belongs to it: legend, hover card, curve. One implementation for every screen. Uses the
 * tokens room and the controls.
 */
@NullMarked
package gymscope.ui.controls.tokens;

import org.jspecify.annotations.NullMarked;
