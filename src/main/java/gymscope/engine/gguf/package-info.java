/**
 * GGUF files, memory-mapped: metadata by key, tensors by name, and every refusal of a file that is broken or of a kind
 * the engine does not read. The format is llama.cpp's (ggml/docs/gguf.md, versions 2 and 3). The rest of the engine
 * calls it; it calls {@code wire} only.
 */
@NullMarked
package gymscope.engine.gguf;

import org.jspecify.annotations.NullMarked;
