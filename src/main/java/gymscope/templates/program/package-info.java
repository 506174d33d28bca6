/**
 * A template made ready to run: variables resolved to places once, as Jinja2's compiler does, statements and expressions as
 * small functions. Only {@code gymscope.templates} calls it; it calls the syntax and the values.
 */
@NullMarked
package gymscope.templates.program;

import org.jspecify.annotations.NullMarked;
