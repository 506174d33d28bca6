/**
 * Adds the events of a stream, whichever server sent it, up to the document that the same request without streaming would
 * have given. Called by the readers of answers; it calls {@code wire} only.
 */
@NullMarked
package gymscope.tokens.reading.stream;

import org.jspecify.annotations.NullMarked;
