/**
 * The Template mode of the Tool calls screen: a chat template, a conversation, the prompt that comes of them and what lint finds. May
 * be called by {@code ui.toolcalls}; calls the rooms below {@code ui}, {@code ui.shell}, {@code ui.controls} and Chat's settings.
 */
@NullMarked
package gymscope.ui.toolcalls.template;

import org.jspecify.annotations.NullMarked;
