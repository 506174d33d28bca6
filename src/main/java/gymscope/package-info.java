/** The entry point and composition root: decides between the window and a command. May use every room. */
@NullMarked
package gymscope;

import org.jspecify.annotations.NullMarked;
