/** Tests of the Traffic screen. */
@NullMarked
package gymscope.ui.toolcalls;

import org.jspecify.annotations.NullMarked;
