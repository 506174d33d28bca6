/** Tests of the inspector's reading. */
@NullMarked
package gymscope.ui.inspector;

import org.jspecify.annotations.NullMarked;
