/**
 * Lays two traces over each other: alignment, first difference, ratio of probabilities; and tells whether a turn's prompt
 * keeps the tokens of the turn before. Every room above {@code tokens} may call it; it calls {@code tokens} and
 * {@code wire} only.
 */
@NullMarked
package gymscope.tokens.comparison;

import org.jspecify.annotations.NullMarked;
