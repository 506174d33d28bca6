/**
 * Goes on from a token in the middle of an answer, by the best way that an endpoint offers: rungs from an exact token
 * prompt down to asking step by step, each with what it can't guarantee. Every room above the client may call it; it
 * calls the client and {@code wire}.
 */
@NullMarked
package gymscope.client.continuation;

import org.jspecify.annotations.NullMarked;
