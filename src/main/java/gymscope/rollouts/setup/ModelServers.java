package gymscope.rollouts.setup;

import gymscope.client.Endpoint;
import gymscope.wire.Fault;
import org.jspecify.annotations.Nullable;

/** The model servers of a run. */
interface ModelServers extends AutoCloseable {

    /**
     * Where a server answers.
     *
     * @throws Fault when it does not run
     */
    Endpoint endpoint(String name);

    /** The model that a server serves, null when it is not known. */
    @Nullable
    String model(String name);

    /** Ends what was started for the run. */
    @Override
    void close();
}
