/**
 * The model server of the kind {@code local_model}: the local engine behind vLLM's endpoints. The servers room makes it;
 * it calls the engine, templates, parsing and convert rooms.
 */
@NullMarked
package gymscope.servers.local;

import org.jspecify.annotations.NullMarked;
