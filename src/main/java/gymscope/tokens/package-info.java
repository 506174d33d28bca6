/**
 * One token model for every dialect of log probabilities: the trace, its measures (surprisal, entropy, rank), the
 * channel of each token, and the reader that makes traces of answers. Every room above it may call it; it calls
 * {@code wire} only and does no input or output.
 */
@NullMarked
package gymscope.tokens;

import org.jspecify.annotations.NullMarked;
