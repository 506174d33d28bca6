/**
 * Keys and values of computed tokens, in pages of sixteen tokens that sequences with the same beginning share. Pages are
 * counted, bounded, and dropped least recently used first. One thread, the scheduler's, changes them; the model reads
 * and writes the numbers in them.
 */
@NullMarked
package gymscope.engine.cache;

import org.jspecify.annotations.NullMarked;
