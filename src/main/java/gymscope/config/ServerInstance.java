package gymscope.config;

import tools.jackson.databind.node.ObjectNode;

/**
 * One server of a configuration.
 *
 * @param name the top-level key
 * @param kind which of the three kinds
 * @param implementation the key below the kind, for instance {@code openai_model}
 * @param settings the implementation's own block, every interpolation resolved; not to be changed
 * @param host where it is to listen
 * @param port the port that it must have, 0 for a free one
 * @param gymscope Gymscope's own settings for it
 */
public record ServerInstance(String name, ServerKind kind, String implementation, ObjectNode settings, String host, int port,
        GymscopeSettings gymscope) {}
