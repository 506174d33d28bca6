/**
 * The Tool calls screen: raw model text, what each parser makes of it, and the prompts that chat templates make. May be called
 * by the window; calls the rooms below {@code ui}, {@code ui.shell}, {@code ui.controls} and what other screens share.
 */
@NullMarked
package gymscope.ui.toolcalls;

import org.jspecify.annotations.NullMarked;
