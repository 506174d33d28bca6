/**
 * Text into token ids and back: byte-level byte-pair encoding as llama.cpp does it, special tokens, and decoding that
 * never splits a character. The vocabulary comes from a GGUF file's metadata. The engine and its callers use it; it uses
 * {@code gguf} and {@code wire}.
 */
@NullMarked
package gymscope.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
