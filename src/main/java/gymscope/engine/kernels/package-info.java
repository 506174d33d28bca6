/**
 * The arithmetic of the decoder on rows of floats and on weights in the file's own types: once with the Vector API, once
 * as plain loops for tests and for comparison. Every sum has one order, whatever else is computed beside it, so results
 * do not depend on the batch. The model calls it; it uses {@code gguf} for the weights.
 */
@NullMarked
package gymscope.engine.kernels;

import org.jspecify.annotations.NullMarked;
