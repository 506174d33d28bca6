/** Tests of the Chat screen against real local servers. */
@NullMarked
package gymscope.ui.chat;

import org.jspecify.annotations.NullMarked;
