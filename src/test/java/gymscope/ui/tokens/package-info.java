@NullMarked
package gymscope.ui.tokens;

import org.jspecify.annotations.NullMarked;
