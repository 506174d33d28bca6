/**
 * The decoder: its shape and weights from a GGUF file, and the forward pass over a batch of tokens of any sequences. The
 * scheduler calls it; it uses {@code gguf}, {@code kernels} and the pages of {@code cache}.
 */
@NullMarked
package gymscope.engine.model;

import org.jspecify.annotations.NullMarked;
