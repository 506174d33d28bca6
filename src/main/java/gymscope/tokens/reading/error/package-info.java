/**
 * Tells what an error of any server is: its kind, whether a repeat may help and when, the limit that was passed. Called by
 * the readers of answers; it calls {@code wire} only.
 */
@NullMarked
package gymscope.tokens.reading.error;

import org.jspecify.annotations.NullMarked;
