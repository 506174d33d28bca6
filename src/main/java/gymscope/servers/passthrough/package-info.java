/**
 * The pass-through model server {@code openai_model}: requests go to an upstream with the configured model and defaults,
 * answers come back byte by byte as they arrive. The fleet calls it; it calls the client room and the HTTP package.
 */
@NullMarked
package gymscope.servers.passthrough;

import org.jspecify.annotations.NullMarked;
