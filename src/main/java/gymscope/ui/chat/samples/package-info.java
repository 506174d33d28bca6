/**
 * Many samples of one prompt as a tree. Models hold the logic and no controls. Used by the Chat screen; uses Chat's models,
 * the tokens room and the shared controls.
 */
@NullMarked
package gymscope.ui.chat.samples;

import org.jspecify.annotations.NullMarked;
