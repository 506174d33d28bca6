/**
 * The local model: loads a GGUF file, tokenizes, generates. {@code LocalModel} is the one way in; the
 * packages below hold the file format, the tokenizer, the decoder with its kernels, the key/value cache, the scheduler
 * and the sampler. The servers room calls it; it knows no HTTP and calls {@code wire} only.
 */
@NullMarked
package gymscope.engine;

import org.jspecify.annotations.NullMarked;
