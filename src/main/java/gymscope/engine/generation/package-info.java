/**
 * The words in which the engine is asked and answers: the request with its sampling parameters, the generation that
 * yields tokens, and their scores. Plain values without computation; the engine's other packages and its callers use
 * them, they use {@code wire} only.
 */
@NullMarked
package gymscope.engine.generation;

import org.jspecify.annotations.NullMarked;
