package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.verification.Battery;
import gymscope.verification.Report;
import gymscope.verification.Stop;
import gymscope.verification.Words;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gymscope verify URL}: the battery on the command line. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Check whether an endpoint is ready for reinforcement learning.", footer = {
            "", "Exit codes: 0 no check failed, 1 a check failed, 2 the endpoint could not be asked."})
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final EndpointOptions options = new EndpointOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON; - for standard output.")
    private @Nullable String json;

    @Override
    public Integer call() throws InterruptedException {
        Endpoint endpoint = options.endpoint();
        JsonTarget target = JsonTarget.of(json);
        Consumer<String> lines = target.isStandardOutput() ? console::note : console::print;
        try (ApiClient client = new ApiClient(ExchangeSink.NONE)) {
            Report report = Battery.standard().run(client, endpoint, new VerdictRows(console, lines));
            Stop stop = report.stop();
            if (stop != null) {
                throw new Fault(stop.sentence(), stop.hint());
            }
            lines.accept("");
            lines.accept(report.sentence());
            lines.accept("%s in %s. Model %s at %s.".formatted(report.counts(), Words.duration(report.duration()),
                    report.endpoint().model(), endpoint.baseUrl()));
            target.write(Json.pretty(report.toJson()), console);
            return report.isReady() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        }
    }
}
