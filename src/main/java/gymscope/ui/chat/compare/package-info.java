/**
 * The same prompt to several endpoints, side by side. Models hold the logic and no controls. Used by the Chat screen; uses
 * Chat's models and turns and the shared controls.
 */
@NullMarked
package gymscope.ui.chat.compare;

import org.jspecify.annotations.NullMarked;
