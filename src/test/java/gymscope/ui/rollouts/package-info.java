/** Tests of the Rollouts screen: its models on real runs and files, its controls in a window. */
@NullMarked
package gymscope.ui.rollouts;

import org.jspecify.annotations.NullMarked;
