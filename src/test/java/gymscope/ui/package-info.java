/** Tests of the user interface on JavaFX's headless platform. */
@NullMarked
package gymscope.ui;

import org.jspecify.annotations.NullMarked;
