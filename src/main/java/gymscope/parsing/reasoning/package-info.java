/**
 * Formats that only tell reasoning from content. May be called by the registry of {@code gymscope.parsing}; may call its
 * types and {@code wire}.
 */
@NullMarked
package gymscope.parsing.reasoning;

import org.jspecify.annotations.NullMarked;
