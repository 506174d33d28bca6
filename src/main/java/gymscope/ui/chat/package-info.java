/**
 * The Chat screen: a conversation with the chosen endpoint, its answers' tokens, tool calls answered by hand. View models
 * hold the logic and no controls. Used by the window only; uses the shell, the shared controls, the client and tokens
 * rooms.
 */
@NullMarked
package gymscope.ui.chat;

import org.jspecify.annotations.NullMarked;
