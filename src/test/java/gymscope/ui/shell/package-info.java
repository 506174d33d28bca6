/** Tests of the shell on the headless platform. */
@NullMarked
package gymscope.ui.shell;

import org.jspecify.annotations.NullMarked;
