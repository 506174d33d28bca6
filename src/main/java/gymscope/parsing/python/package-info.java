/**
 * Formats whose calls are Python literals. May be called by the registry of {@code gymscope.parsing}; may call its types and
 * {@code wire}.
 */
@NullMarked
package gymscope.parsing.python;

import org.jspecify.annotations.NullMarked;
