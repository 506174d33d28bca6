/**
 * Model text into reasoning, content and tool calls, whole and piece by piece, under the names of vLLM's parsers
 * ({@link Parsers}); the families have sub-packages of their own. The converters, the servers, the checks and the screens may
 * call it; it calls {@code wire} only.
 */
@NullMarked
package gymscope.parsing;

import org.jspecify.annotations.NullMarked;
