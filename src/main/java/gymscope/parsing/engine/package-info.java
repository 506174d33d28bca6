/**
 * Formats that are read in one pass by a table of states over literal markers, as vLLM's parser engine does: reasoning, content
 * and calls. May be called by the registry of {@code gymscope.parsing}; may call its types and {@code wire}.
 */
@NullMarked
package gymscope.parsing.engine;

import org.jspecify.annotations.NullMarked;
