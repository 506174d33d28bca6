package gymscope.servers.model;

import gymscope.config.ServerInstance;

/** A kind of model server, known by the name of its implementation in configurations. */
public interface ModelServerKind {

    /** The implementation's key, for instance {@code openai_model}. */
    String implementation();

    /** The kind in words, for instance "pass-through". */
    String label();

    /**
     * Makes a server: reads its settings, loads what it needs. May take long.
     *
     * @throws gymscope.wire.Fault when a setting is missing or wrong, or a model can't be loaded
     */
    ModelServer create(ServerInstance instance, ServerContext context);
}
