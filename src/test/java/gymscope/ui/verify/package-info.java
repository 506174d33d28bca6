/** Tests of the Verify screen: its model against real endpoints, its controls in a window. */
@NullMarked
package gymscope.ui.verify;

import org.jspecify.annotations.NullMarked;
