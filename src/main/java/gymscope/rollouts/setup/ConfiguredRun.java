package gymscope.rollouts.setup;

import gymscope.agents.EndpointModel;
import gymscope.agents.SimpleAgent;
import gymscope.client.ApiClient;
import gymscope.config.ServerInstance;
import gymscope.rollouts.CollectOptions;
import gymscope.rollouts.Run;
import gymscope.servers.ServerFleet;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that was made from a configuration, together with the model servers that were started for it. */
public final class ConfiguredRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRun.class);

    private final Run run;
    private final RunManifest manifest;
    private final ModelServers models;
    private final boolean ownFolder;

    private ConfiguredRun(Run run, RunManifest manifest, ModelServers models, boolean ownFolder) {
        this.run = run;
        this.ownFolder = ownFolder;
        this.manifest = manifest;
        this.models = models;
    }

    /**
     * Starts the model servers that the configuration's agents need, makes the agents and opens the run; nothing is
     * collected until {@link Run#start}. Model servers of the fleet with the same name and settings are used as they
     * are and stay.
     *
     * @param fleet the servers of the application
     * @param client makes the agents' model calls; borrowed
     * @throws Fault when a server can't be started or the run can't be opened; nothing is left running then
     */
    public static ConfiguredRun open(CollectRequest request, ServerFleet fleet, ApiClient client) throws InterruptedException {
        List<AgentPlan> plans = AgentPlan.all(request.config());
        List<ServerInstance> instances = plans.stream().map(AgentPlan::model).distinct().toList();
        CollectOptions options = request.collectOptions();
        return open(request, options, plans, FleetModels.start(fleet, request.config(), instances), client);
    }

    /**
     * The same on model servers that run elsewhere; nothing is started.
     *
     * @param running what the request's configuration was read from
     * @throws Fault when a model server does not answer, or the run can't be opened
     */
    public static ConfiguredRun open(CollectRequest request, RunningServers running, ApiClient client) {
        return open(request, request.collectOptions(), AgentPlan.all(request.config()), new RunningModels(running), client);
    }

    private static ConfiguredRun open(CollectRequest request, CollectOptions options, List<AgentPlan> plans,
            ModelServers models, ApiClient client) {
        boolean ownFolder = Files.notExists(options.output().toAbsolutePath().getParent());
        try {
            Map<String, SimpleAgent> agents = new LinkedHashMap<>();
            for (AgentPlan plan : plans) {
                agents.put(plan.name(), plan.agent(new EndpointModel(client, models.endpoint(plan.model().name()))));
            }
            Run run = Run.open(options, agents);
            RunManifest manifest = manifest(request, options, plans, models, run);
            manifest.write(options);
            return new ConfiguredRun(run, manifest, models, ownFolder);
        } catch (RuntimeException problem) {
            models.close();
            removeIfEmpty(options, ownFolder);
            throw problem;
        }
    }

    /** The run, to be started and watched. */
    public Run run() {
        return run;
    }

    public RunManifest manifest() {
        return manifest;
    }

    /** Stops the run if it is under way, and the model servers that were started for it. */
    @Override
    public void close() {
        try {
            run.close();
        } finally {
            models.close();
            removeIfEmpty(run.options(), ownFolder);
        }
    }

    private static RunManifest manifest(CollectRequest request, CollectOptions options, List<AgentPlan> plans,
            ModelServers models, Run run) {
        List<RunManifest.Agent> agents = plans.stream().map(plan -> new RunManifest.Agent(plan.name(),
                plan.environment().implementation(), plan.model().name(), models.model(plan.model().name()))).toList();
        return new RunManifest(Instant.now(), request.config().files().stream().map(Path::toString).toList(),
                options.input().toString(), agents, run.snapshot().total(), options.concurrency());
    }

    /** A run that wrote nothing leaves neither manifest nor folder. */
    private static void removeIfEmpty(CollectOptions options, boolean ownFolder) {
        if (Files.exists(options.output())) {
            return;
        }
        try {
            Files.deleteIfExists(options.paths().manifest());
            if (ownFolder) {
                Files.deleteIfExists(options.output().toAbsolutePath().getParent());
            }
        } catch (DirectoryNotEmptyException othersAreThere) {
            LOG.debug("{} stays", options.output().getParent());
        } catch (IOException problem) {
            LOG.debug("{} stays", options.paths().manifest(), problem);
        }
    }
}
