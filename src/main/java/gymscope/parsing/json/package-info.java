/**
 * Formats whose calls are JSON, between markers or bare. May be called by the registry of {@code gymscope.parsing}; may call
 * its types and {@code wire}.
 */
@NullMarked
package gymscope.parsing.json;

import org.jspecify.annotations.NullMarked;
