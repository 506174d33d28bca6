package gymscope.ui.chat.conversation;

import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.environments.Environments;
import gymscope.environments.ResourcesServer;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The environments that can answer tool calls: the built-in ones, and the resources servers of loaded configurations. */
public final class EnvironmentCatalog {

    private final Supplier<List<ServerInstance>> loaded;

    /** @param loaded the servers of loaded configurations */
    public EnvironmentCatalog(Supplier<List<ServerInstance>> loaded) {
        this.loaded = loaded;
    }

    /** Their names, those of loaded configurations last. */
    public List<String> names() {
        List<String> names = new ArrayList<>(Environments.names());
        resources().stream().map(ServerInstance::name).filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    /**
     * Makes the environment of a name. May block.
     *
     * @throws Fault when there is none, or a setting asks for what is not built
     */
    public ResourcesServer open(String name) {
        for (ServerInstance instance : resources()) {
            if (instance.name().equals(name)) {
                return Environments.create(instance.implementation(), instance.settings());
            }
        }
        return Environments.create(name, Json.object());
    }

    private List<ServerInstance> resources() {
        return loaded.get().stream().filter(instance -> instance.kind() == ServerKind.RESOURCES).toList();
    }
}
