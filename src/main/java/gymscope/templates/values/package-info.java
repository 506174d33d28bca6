/**
 * Python's values as chat templates see them: their operators, their text, their methods, and Jinja2's filters and
 * tests over them. Called by the other packages of {@code gymscope.templates}; it calls {@code wire} only.
 */
@NullMarked
package gymscope.templates.values;

import org.jspecify.annotations.NullMarked;
