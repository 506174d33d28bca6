@NullMarked
package gymscope.ui.controls.emoji;

import org.jspecify.annotations.NullMarked;
