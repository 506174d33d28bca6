package gymscope.rollouts.setup;

import gymscope.agents.ModelCalls;
import gymscope.agents.SimpleAgent;
import gymscope.agents.SimpleAgentSettings;
import gymscope.config.ResolvedConfig;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.environments.Environments;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agent of a configuration with what it refers to.
 *
 * @param name the agent's name
 * @param instance its own block
 * @param environment the resources server that it asks
 * @param model the model server that it asks
 */
record AgentPlan(String name, ServerInstance instance, ServerInstance environment, ServerInstance model) {

    private static final String SIMPLE_AGENT = "simple_agent";

    /**
     * All agents of a configuration.
     *
     * @throws Fault when there is none, one is of a kind that is not built, or refers to what is not there
     */
    static List<AgentPlan> all(ResolvedConfig config) {
        List<AgentPlan> plans = config.servers().stream().filter(server -> server.kind() == ServerKind.AGENT)
                .map(agent -> of(config, agent)).toList();
        if (plans.isEmpty()) {
            throw new Fault("The configuration has no agent.",
                    "Add one, for instance with sample-configs/mcqa.yaml, which has an environment and its agent.");
        }
        return plans;
    }

    /** The agent itself, on model calls to its model server. */
    SimpleAgent agent(ModelCalls modelCalls) {
        return new SimpleAgent(SimpleAgentSettings.of(instance.settings()),
                Environments.create(environment.implementation(), environment.settings()), modelCalls);
    }

    /** The first data set of type example; relative to the first of these folders in which it is. */
    Optional<Path> exampleData(List<Path> folders) {
        return Json.elements(instance.settings(), "datasets").stream().filter(data -> "example".equals(Json.text(data, "type")))
                .map(data -> Json.text(data, "jsonl_fpath")).filter(path -> path != null).findFirst()
                .map(path -> find(path, folders));
    }

    private static Path find(@Nullable String path, List<Path> folders) {
        String given = String.valueOf(path);
        return folders.stream().map(folder -> folder.resolve(given)).filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new Fault("The example data set '%s' is not in %s.".formatted(given, folders),
                        "Give the rows with --input, or mend jsonl_fpath in the configuration."));
    }

    private static AgentPlan of(ResolvedConfig config, ServerInstance agent) {
        if (!agent.implementation().equals(SIMPLE_AGENT)) {
            throw new Fault(
                    "The agent %s is of the kind %s, which is not built yet.".formatted(agent.name(), agent.implementation()),
                    "Use %s.".formatted(SIMPLE_AGENT));
        }
        return new AgentPlan(agent.name(), agent, referred(config, agent, "resources_server", ServerKind.RESOURCES),
                referred(config, agent, "model_server", ServerKind.MODEL));
    }

    private static ServerInstance referred(ResolvedConfig config, ServerInstance agent, String member, ServerKind kind) {
        JsonNode reference = agent.settings().path(member);
        String name = Json.text(reference, "name");
        if (name == null) {
            throw new Fault("The agent %s names no %s.".formatted(agent.name(), member),
                    "Write %s: { type: %s, name: … }.".formatted(member, kind.key()));
        }
        return config.server(name).filter(server -> server.kind() == kind)
                .orElseThrow(() -> new Fault("The agent %s refers to the %s %s, which the configuration does not have."
                        .formatted(agent.name(), kind.label(), name),
                        "Add a configuration that has it, for instance one more file."));
    }
}
