/**
 * Runs all generations of a model: one thread steps every running sequence together, admits new ones between steps and
 * drops cancelled ones. {@code LocalModel} calls it; it uses the model, the cache and the sampler.
 */
@NullMarked
package gymscope.engine.scheduler;

import org.jspecify.annotations.NullMarked;
