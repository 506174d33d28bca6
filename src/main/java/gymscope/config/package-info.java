/**
 * Configurations: YAML or JSON files, {@code env.yaml}, the environment and command line overrides become one resolved
 * configuration that knows its servers and where each value came from. The servers, rollouts, workspace, command line
 * and window call it; it calls nothing but the wire room and the YAML library.
 */
@NullMarked
package gymscope.config;

import org.jspecify.annotations.NullMarked;
