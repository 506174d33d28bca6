/**
 * How Chat shows what was said: messages, answers with their tokens, tool calls and who answered them, branches, facts. Used
 * by the Chat screen's packages; uses Chat's models and the shared controls.
 */
@NullMarked
package gymscope.ui.chat.turns;

import org.jspecify.annotations.NullMarked;
