package gymscope.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration, merged and resolved.
 *
 * @param values everything, as one object; not to be changed. It holds keys in clear: not to be shown as it is
 * @param servers the server instances in their order
 * @param settings Gymscope's own settings, without those for one server
 * @param origins where each leaf came from, by its dotted key; list elements by {@code key[0]}
 * @param files the files that were merged, the weakest first
 * @param folder the working folder
 * @param warnings sentences for the reader
 */
public record ResolvedConfig(ObjectNode values, List<ServerInstance> servers, GymscopeSettings settings,
        Map<String, Origin> origins, List<Path> files, Path folder, List<String> warnings) {

    public ResolvedConfig {
        servers = List.copyOf(servers);
        origins = Map.copyOf(origins);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** The server with this name. */
    public Optional<ServerInstance> server(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** Without the values, which may hold keys. */
    @Override
    public String toString() {
        return "ResolvedConfig[files=%s, servers=%s]".formatted(files, servers.stream().map(ServerInstance::name).toList());
    }
}
