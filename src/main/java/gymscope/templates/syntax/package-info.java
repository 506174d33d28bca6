/**
 * From a template's text to its tree: tokens, expressions, statements. Called by {@code gymscope.templates} only; it
 * calls {@code gymscope.templates.values} for the values of literals.
 */
@NullMarked
package gymscope.templates.syntax;

import org.jspecify.annotations.NullMarked;
