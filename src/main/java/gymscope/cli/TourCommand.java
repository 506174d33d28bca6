package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.config.ConfigLoader;
import gymscope.config.ConfigRequest;
import gymscope.config.ResolvedConfig;
import gymscope.rollouts.RolloutSummary;
import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.rollouts.setup.CollectRequest;
import gymscope.rollouts.setup.ConfiguredRun;
import gymscope.rollouts.setup.RunsFolder;
import gymscope.servers.ManagedServer;
import gymscope.servers.ModelServerKinds;
import gymscope.servers.RunFile;
import gymscope.servers.ServerFleet;
import gymscope.servers.ServerState;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.verification.Battery;
import gymscope.verification.Report;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code gymscope tour}: the whole story on the demonstration model, without a display. */
@Command(name = "tour", mixinStandardHelpOptions = true,
        description = "Start the demonstration model, verify it and collect the sample tasks.", footer = {
            "", "The report and the rollouts are kept in the folder runs.",
            "", "Exit codes: 0 done, 1 a check or a rollout failed, 2 it could not be run."})
final class TourCommand implements Callable<Integer> {

    private static final String MODEL_CONFIG = "sample-configs/local_model.yaml";

    @Mixin
    private final Console console = new Console();

    private final ApplicationHome home = ApplicationHome.locate();
    private final Path folder = Path.of("").toAbsolutePath();

    @Override
    public Integer call() throws InterruptedException {
        try (ApiClient client = new ApiClient(ExchangeSink.NONE);
                ServerFleet fleet = new ServerFleet(ModelServerKinds.standard(client), home::demoModel, RunFile.standard());
                StopSignal stop = StopSignal.listen(Thread.currentThread()::interrupt)) {
            heading("1. A model server, on this machine");
            Endpoint endpoint = startModel(fleet);
            heading("2. Is the endpoint ready for training?");
            boolean ready = verify(client, endpoint);
            heading("3. Multiple-choice tasks");
            boolean collected = collect("sample-configs/mcqa.yaml", "tour-mcqa", fleet, client);
            heading("4. Tasks with a tool");
            collected &= collect("sample-configs/weather.yaml", "tour-weather", fleet, client);
            console.print("");
            console.print("Everything is stopped. With a display, gymscope opens these in a window.");
            return ready && collected ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        }
    }

    private Endpoint startModel(ServerFleet fleet) throws InterruptedException {
        ManagedServer server = fleet.add(load(List.of(MODEL_CONFIG))).getFirst();
        server.start();
        ServerState state = server.await();
        if (state instanceof Failed(String reason, String hint)) {
            throw new Fault(reason, hint);
        }
        if (!(state instanceof Running(URI url))) {
            throw new Fault("%s did not start.".formatted(server.name()), "Run gymscope serve %s.".formatted(MODEL_CONFIG));
        }
        console.print("%s serves %s at %s".formatted(server.name(), server.model(), url));
        return new Endpoint(server.name(), url.resolve("/v1"), server.token(), server.model());
    }

    private boolean verify(ApiClient client, Endpoint endpoint) throws InterruptedException {
        Report report = Battery.standard().run(client, endpoint, new VerdictRows(console, console::print));
        Path file = RunsFolder.in(folder).folder().resolve("tour-report.json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Json.pretty(report.toJson()));
        } catch (IOException problem) {
            throw new Fault("The report can't be written to %s: %s.".formatted(file, Fault.sentenceOf(problem)),
                    "Start in a folder that can be written.", problem);
        }
        console.print(report.sentence());
        console.print("Report: " + file);
        return report.isReady();
    }

    private boolean collect(String config, String name, ServerFleet fleet, ApiClient client) throws InterruptedException {
        ObjectNode options = Json.object().put("output_jsonl_fpath", RunsFolder.in(folder).next(name).toString());
        CollectRequest request = new CollectRequest(load(List.of(MODEL_CONFIG, config)), options, folder, List.of(home.folder()));
        try (ConfiguredRun configured = ConfiguredRun.open(request, fleet, client)) {
            Run run = configured.run();
            RunSnapshot end;
            try (RunProgress shown = RunProgress.of(console, run, false)) {
                run.start();
                end = run.await();
            }
            if (end.fault() != null) {
                throw end.fault();
            }
            say(run, end);
            return end.state() == RunState.FINISHED && end.failed() == 0;
        }
    }

    private void say(Run run, RunSnapshot end) {
        long severalTurns = run.rollouts().stream().filter(TourCommand::calledTools).count();
        Double mean = end.meanReward();
        console.print("%,d rollouts, mean reward %s; %,d of them called a tool.".formatted(end.finished(),
                mean == null ? "–" : String.format(Locale.ROOT, "%.3f", mean), severalTurns));
        console.print("Rollouts: " + run.options().output());
    }

    /** A simple agent asks the model again only after a tool answered. */
    private static boolean calledTools(RolloutSummary rollout) {
        return rollout.turns() > 1;
    }

    private ResolvedConfig load(List<String> configs) {
        return ConfigLoader.load(ConfigRequest.ofArguments(configs, folder, List.of(home.folder())));
    }

    private void heading(String text) {
        console.print("");
        console.print(console.styled("bold", text));
    }
}
