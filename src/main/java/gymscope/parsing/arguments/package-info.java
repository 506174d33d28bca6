/**
 * What the formats' arguments have in common: Python's white space and numbers, and the conversion of text to the types of a
 * tool's schema. May be called by the families of {@code gymscope.parsing}; may call {@code wire}.
 */
@NullMarked
package gymscope.parsing.arguments;

import org.jspecify.annotations.NullMarked;
