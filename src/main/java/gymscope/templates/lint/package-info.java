/**
 * What a chat template does that surprises: prompts that do not grow by appending, tools or messages that it drops or
 * refuses, clocks, open thinking. The commands and screens call it; it calls {@code gymscope.templates} and {@code wire}.
 */
@NullMarked
package gymscope.templates.lint;

import org.jspecify.annotations.NullMarked;
