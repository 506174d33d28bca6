package gymscope.rollouts.setup;

import gymscope.client.Endpoint;
import gymscope.config.GymscopeSettings;
import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.ServerInstance;
import gymscope.servers.head.AttachedServer;
import gymscope.servers.head.AttachedServer.State;
import gymscope.wire.Fault;
import gymscope.wire.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Model servers that a head server told of, asked where they listen; they stay as they are.
 *
 * @param running what the head server told
 */
record RunningModels(RunningServers running) implements ModelServers {

    @Override
    public Endpoint endpoint(String name) {
        AttachedServer server = find(name).orElseThrow(() -> new Fault(
                "The head server at %s knows no model server %s.".formatted(running.head().url(), name), "Start it there."));
        Endpoint endpoint = server.endpoint().filter(there -> server.state() == State.RUNNING)
                .orElseThrow(() -> new Fault("The model server %s of the head server at %s does not answer. %s".formatted(name,
                        running.head().url(), server.words()), "Start it there, then collect again."));
        // The server itself knows its model; a configured name may be another one's.
        return endpoint.withModel(null).withKey(key(endpoint, server.token()));
    }

    @Override
    public @Nullable String model(String name) {
        return find(name).map(AttachedServer::model).orElse(null);
    }

    @Override
    public void close() {
        // Nothing was started.
    }

    private @Nullable Secret key(Endpoint endpoint, @Nullable Secret known) {
        GymscopeSettings settings = running.config().server(endpoint.name()).map(ServerInstance::gymscope)
                .orElse(GymscopeSettings.DEFAULT);
        if (settings.auth() == Auth.NONE) {
            return null;
        }
        return settings.token() != null && endpoint.isLoopback() ? settings.token() : known;
    }

    private Optional<AttachedServer> find(String name) {
        return running.head().servers().stream().filter(server -> server.name().equals(name)).findFirst();
    }
}
