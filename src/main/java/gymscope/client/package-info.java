/**
 * Calls to endpoints: whole answers, streams and pass-through bodies, with time-outs, cancellation, retry where asked,
 * and the capture of every exchange, secrets masked. Every room above it may call it; it calls {@code wire} and is the
 * only room that knows OkHttp.
 */
@NullMarked
package gymscope.client;

import org.jspecify.annotations.NullMarked;
