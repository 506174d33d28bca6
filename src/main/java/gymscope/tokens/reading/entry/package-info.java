/**
 * Reads single tokens with their scores and alternatives, in every form that servers write them, and decodes texts that are
 * shown undecoded. Called by the readers of answers; it calls {@code tokens} and {@code wire} only.
 */
@NullMarked
package gymscope.tokens.reading.entry;

import org.jspecify.annotations.NullMarked;
