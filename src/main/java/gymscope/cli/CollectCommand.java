package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigFault;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.rollouts.ArtifactPaths;
import gymscope.rollouts.ResumeCounts;
import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.setup.CollectRequest;
import gymscope.rollouts.setup.ConfiguredRun;
import gymscope.rollouts.setup.RunningServers;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope collect}: the tasks of a configuration, run and judged. */
@Command(name = "collect", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run the rows of an input file through an agent and its environment.", footer = {
            "", "NeMo Gym's options are taken in its own form too, for instance +num_repeats=4.",
            "The servers of the configuration are started for the run and stopped after it.",
            "Without a configuration those that the head server at head_server.host and head_server.port knows are used",
            "(127.0.0.1:11000 when not given), for instance of gymscope serve or NeMo Gym.",
            "Ctrl-C stops the run; its rows stay, and --resume runs the rest.",
            "", "Exit codes: 0 every rollout has a reward, 1 some failed or the run was stopped, 2 it could not be run."})
final class CollectCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final CollectFlags flags = new CollectFlags();

    @Option(names = "--progress", paramLabel = "json", description = "Progress as JSON lines.")
    private @Nullable String progress;

    @Mixin
    private final ConfigArguments arguments = new ConfigArguments();

    @Override
    public Integer call() throws InterruptedException {
        if (progress != null && !progress.equals("json")) {
            throw new Fault("--progress is %s.".formatted(progress), "json is the only form that can be chosen.");
        }
        ApplicationHome home = ApplicationHome.locate();
        ConfigRequest wanted = arguments.request(home);
        ResolvedConfig config = ConfigLoader.load(wanted);
        try (StopSignal stop = StopSignal.listen(Thread.currentThread()::interrupt);
                ApiClient client = new ApiClient(ExchangeSink.NONE);
                ServerFleet fleet = new ServerFleet(ModelServerKinds.standard(client), home::demoModel, RunFile.standard());
                ConfiguredRun configured = open(wanted, config, fleet, client, stop)) {
            return collect(configured.run());
        }
    }

    private ConfiguredRun open(ConfigRequest wanted, ResolvedConfig config, ServerFleet fleet, ApiClient client,
            StopSignal stop) throws InterruptedException {
        try {
            if (!config.files().isEmpty()) {
                return ConfiguredRun.open(request(wanted, config), fleet, client);
            }
            RunningServers running = running(wanted, config, client);
            console.note("Using the servers of the head server at %s.".formatted(running.head().url()));
            return ConfiguredRun.open(request(wanted, running.config()), running, client);
        } catch (Fault problem) {
            if (stop.isReceived()) {
                throw new InterruptedException("Stopped before the run began.");
            }
            throw problem;
        }
    }

    private static RunningServers running(ConfigRequest wanted, ResolvedConfig own, ApiClient client)
            throws InterruptedException {
        try {
            return RunningServers.ask(wanted, own, client, RunFile.standard());
        } catch (ConfigFault unusable) {
            throw unusable;
        } catch (Fault problem) {
            throw new Fault("No configuration is given. " + problem.sentence(),
                    "Name a configuration, for instance sample-configs/demo.yaml, or tell with ++head_server.port=… where servers run.",
                    problem);
        }
    }

    private CollectRequest request(ConfigRequest wanted, ResolvedConfig config) {
        config.warnings().forEach(console::note);
        return new CollectRequest(config, options(config), wanted.folder(), wanted.searchFolders());
    }

    private int collect(Run run) throws InterruptedException {
        sayWhatIsDone(run);
        RunSnapshot end;
        try (RunProgress shown = RunProgress.of(console, run, progress != null)) {
            run.start();
            end = untilStopped(run);
        }
        if (end.fault() != null) {
            throw end.fault();
        }
        if (end.state() == RunState.STOPPED) {
            console.note("Stopped. %,d of %,d rollouts are kept; --resume with the same output runs the rest."
                    .formatted(end.finished(), end.total()));
            console.print("Rollouts: " + run.options().output());
            return ExitCode.CHECK_FAILED;
        }
        sayResult(run);
        return end.failed() == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /** Waits for the end, which a signal brings about. */
    private static RunSnapshot untilStopped(Run run) throws InterruptedException {
        try {
            return run.await();
        } catch (InterruptedException signal) {
            run.stop();
            return run.await();
        }
    }

    /** The configuration's own parameters, those of flags laid over them. */
    private ObjectNode options(ResolvedConfig config) {
        ObjectNode options = flags.options();
        ObjectNode params = flags.responsesCreateParams();
        if (!params.isEmpty()) {
            ObjectNode all = config.values().get("responses_create_params") instanceof ObjectNode given
                    ? given.deepCopy()
                    : Json.object();
            options.set("responses_create_params", all.setAll(params));
        }
        return options;
    }

    private void sayWhatIsDone(Run run) {
        ResumeCounts resumed = run.resumed();
        if (resumed != null) {
            console.note(
                    "Resumed from cache. Found: %,d rows, %,d done, %,d failed attempts (%,d rollouts), %,d terminal, %,d given up after %d attempts, %,d to run."
                            .formatted(resumed.rows(), resumed.done(), resumed.failures(), resumed.failedRollouts(),
                                    resumed.terminal(),
                                    resumed.maxedOut(), resumed.maxAttempts(), resumed.toRun()));
        } else if (run.options().resume()) {
            console.note("There is nothing to resume at %s; the run begins afresh.".formatted(run.options().output()));
        }
        console.detail("Input: " + run.options().input());
    }

    private void sayResult(Run run) {
        ArrayNode metrics = run.metrics();
        if (metrics != null) {
            for (JsonNode entry : metrics) {
                console.note("Key metrics for %s:".formatted(entry.path("agent_ref").path("name").asString("")));
                console.note(Json.pretty(entry.path("key_metrics")));
            }
        }
        ArtifactPaths paths = run.options().paths();
        console.print("Finished rollout collection! View results at:");
        console.print("Fully materialized inputs: " + paths.materializedInputs());
        console.print("Rollouts: " + paths.rollouts());
        console.print("Aggregate metrics: " + (metrics == null ? "None" : paths.aggregateMetrics()));
        if (run.snapshot().failed() > 0) {
            console.print("Failures: " + paths.failures());
        }
    }
}
