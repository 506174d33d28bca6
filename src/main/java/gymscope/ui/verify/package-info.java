/**
 * The Verify screen: asks the chosen endpoint the checks of a battery and shows the verdicts with their evidence. Made by
 * the shell; uses the verification room, the client, and what screens share.
 */
@NullMarked
package gymscope.ui.verify;

import org.jspecify.annotations.NullMarked;
