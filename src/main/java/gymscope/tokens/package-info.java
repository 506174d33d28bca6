/**
 * One token model for every dialect of log probabilities: the trace, its measures (surprisal, entropy, rank) and the
 * channel of each token. Its readers and comparisons have rooms of their own below it. Every room above may call it; it calls
 * {@code wire} only and does no input or output.
 */
@NullMarked
package gymscope.tokens;

import org.jspecify.annotations.NullMarked;
