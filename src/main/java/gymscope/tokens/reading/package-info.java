/**
 * Reads every dialect of answers that tell of tokens: OpenAI, vLLM, SGLang, llama.cpp, Ollama, TGI, NeMo Gym, as one
 * document or as a stream. Every room above {@code tokens} may call it; it calls {@code tokens} and {@code wire} only.
 */
@NullMarked
package gymscope.tokens.reading;

import org.jspecify.annotations.NullMarked;
