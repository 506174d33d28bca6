/**
 * Benchmarks, run by {@code ./gymscope bench NAME} from a checkout; each says how it measures. They may use every room
 * and are not part of the product.
 */
@NullMarked
package gymscope.bench;

import org.jspecify.annotations.NullMarked;
