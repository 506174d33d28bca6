/** Tests of Chat's models. */
@NullMarked
package gymscope.ui.chat.settings;

import org.jspecify.annotations.NullMarked;
