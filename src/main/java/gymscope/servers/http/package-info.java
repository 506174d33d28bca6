/**
 * HTTP as the embedded servers see it: a listener, its routes, one call, a stream of events; and the guards that stand
 * before every route. The only package that knows the HTTP server library. The servers room calls it; it calls the wire
 * room only.
 */
@NullMarked
package gymscope.servers.http;

import org.jspecify.annotations.NullMarked;
