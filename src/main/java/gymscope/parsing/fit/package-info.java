/**
 * Which parser fits a text, what a parser loses of it and what was meant. The command line and the screens may call it; it calls
 * the registry of {@code gymscope.parsing} and {@code wire}.
 */
@NullMarked
package gymscope.parsing.fit;

import org.jspecify.annotations.NullMarked;
