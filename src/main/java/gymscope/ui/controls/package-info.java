/**
 * What several screens share: buttons, badges, banners, bars, code views, and the way to do work off the UI thread.
 * Looks come from the style sheets only. May be used by every package of the user interface and uses no screen and no
 * shell.
 */
@NullMarked
package gymscope.ui.controls;

import org.jspecify.annotations.NullMarked;
