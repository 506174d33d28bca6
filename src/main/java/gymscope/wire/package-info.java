/**
 * The JSON that travels (Chat Completions, Responses, Completions, errors, server-sent events) and what is said about
 * it: the exchange, the tool call, the fault, the secret. Values are immutable and keep fields they do not know.
 * Every room may call it; it calls Jackson only and does no input or output.
 */
@NullMarked
package gymscope.wire;

import org.jspecify.annotations.NullMarked;
