/**
 * Chat Completions into Responses and back, by NeMo Gym's rules: messages, function calls and their outputs, reasoning,
 * usage, token fields. The servers, commands and screens may call it; it calls {@code wire} only.
 */
@NullMarked
package gymscope.convert;

import org.jspecify.annotations.NullMarked;
