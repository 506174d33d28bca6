/**
 * From the model's logits to a token: log probabilities as the model gave them, then vLLM's order of bias, penalties,
 * temperature and cut-offs, and a draw with the request's own generator. The scheduler calls it; it uses the words of
 * {@code generation} and {@code kernels}.
 */
@NullMarked
package gymscope.engine.sampler;

import org.jspecify.annotations.NullMarked;
