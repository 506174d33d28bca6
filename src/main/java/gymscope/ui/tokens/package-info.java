/**
 * The Tokens screen: one trace in full size, or two laid over each other. Opened by the inspector and other screens; uses
 * the shell, the token controls and the tokens room.
 */
@NullMarked
package gymscope.ui.tokens;

import org.jspecify.annotations.NullMarked;
