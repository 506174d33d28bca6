/**
 * Formats whose calls are XML-like elements or messages on channels. May be called by the registry of
 * {@code gymscope.parsing}; may call its types and {@code wire}.
 */
@NullMarked
package gymscope.parsing.markup;

import org.jspecify.annotations.NullMarked;
