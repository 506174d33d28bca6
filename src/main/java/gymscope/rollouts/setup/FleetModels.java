package gymscope.rollouts.setup;

import gymscope.client.Endpoint;
import gymscope.config.ResolvedConfig;
import gymscope.config.ServerInstance;
import gymscope.servers.ManagedServer;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.wire.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model servers of a run: those of the fleet that are the same are used as they are, the others are started, and
 * taken away at the end.
 */
final class FleetModels implements ModelServers {

    private final ServerFleet fleet;
    private final Map<String, ManagedServer> servers = new HashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    private FleetModels(ServerFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Starts what is missing and waits until all answer.
     *
     * @throws Fault when one can't be started, or another server of the fleet has its name
     */
    static FleetModels start(ServerFleet fleet, ResolvedConfig config, List<ServerInstance> instances)
            throws InterruptedException {
        FleetModels models = new FleetModels(fleet);
        try {
            for (ServerInstance instance : instances) {
                models.servers.put(instance.name(), models.begin(config, instance));
            }
            for (ManagedServer server : models.servers.values()) {
                if (server.await() instanceof ServerState.Failed(String reason, String hint)) {
                    throw new Fault("The model server %s could not be started: %s".formatted(server.name(), reason), hint);
                }
            }
            return models;
        } catch (RuntimeException | InterruptedException problem) {
            models.close();
            throw problem;
        }
    }

    @Override
    public Endpoint endpoint(String name) {
        ManagedServer server = servers.get(name);
        URI url = server == null ? null : server.url();
        if (server == null || url == null) {
            throw new Fault("The model server %s does not run any more.".formatted(name), "Start it, then the run.");
        }
        return new Endpoint(name, url.resolve("/v1"), server.token(), null);
    }

    @Override
    public @Nullable String model(String name) {
        ManagedServer server = servers.get(name);
        return server == null ? null : server.model();
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private ManagedServer begin(ResolvedConfig config, ServerInstance instance) {
        ManagedServer server = fleet.find(instance.name()).orElse(null);
        if (server == null) {
            ManagedServer added = fleet.add(only(config, instance)).getFirst();
            undo.add(() -> fleet.remove(added));
            added.start();
            return added;
        }
        ServerInstance there = server.instance();
        if (!there.implementation().equals(instance.implementation()) || !there.settings().equals(instance.settings())) {
            throw new Fault("A server named %s is there already, with another configuration.".formatted(instance.name()),
                    "Remove it, or give one of the two another name.");
        }
        boolean startedByOthers = server.state() instanceof ServerState.Running || server.state() instanceof ServerState.Starting;
        if (!startedByOthers) {
            undo.add(server::stop);
            server.start();
        }
        return server;
    }

    private static ResolvedConfig only(ResolvedConfig config, ServerInstance instance) {
        return new ResolvedConfig(config.values(), List.of(instance), config.settings(), config.origins(), config.files(),
                config.folder(), List.of());
    }
}
