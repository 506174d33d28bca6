/**
 * Model text into reasoning, content and tool calls, whole and piece by piece; so far hermes calls and {@code <think>}.
 * The converters, the servers, the checks and the screens may call it; it calls {@code wire} only.
 */
@NullMarked
package gymscope.parsing;

import org.jspecify.annotations.NullMarked;
