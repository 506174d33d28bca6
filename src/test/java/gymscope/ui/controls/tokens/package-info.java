/** Tests of the token surface on the headless platform. */
@NullMarked
package gymscope.ui.controls.tokens;

import org.jspecify.annotations.NullMarked;
