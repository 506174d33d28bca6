/** Tests of Chat's models. */
@NullMarked
package gymscope.ui.chat.conversation;

import org.jspecify.annotations.NullMarked;
