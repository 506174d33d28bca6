/** Tests of the Template mode. */
@NullMarked
package gymscope.ui.toolcalls.template;

import org.jspecify.annotations.NullMarked;
