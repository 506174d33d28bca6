package gymscope.cli;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.client.ExchangeSink;
import gymscope.verification.Battery;
import gymscope.verification.BatteryListener;
import gymscope.verification.CheckResult;
import gymscope.verification.Report;
import gymscope.verification.Stop;
import gymscope.verification.Theme;
import gymscope.verification.Verdict;
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
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Check whether an endpoint is ready for reinforcement learning.", footer = {
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
            Report report = Battery.standard().run(client, endpoint, new Rows(lines));
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

    /** One line a check as it finishes, and what to do where it falls short. */
    private final class Rows implements BatteryListener {

        private final Consumer<String> lines;
        private @Nullable Theme theme;

        Rows(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void finished(CheckResult result) {
            if (!result.asked()) {
                return;
            }
            if (result.theme() != theme) {
                theme = result.theme();
                lines.accept(console.styled("bold", result.theme().title()));
            }
            lines.accept("  %s  %-28s %s  %s".formatted(
                    console.styled(colour(result.verdict()), "%-4s".formatted(result.verdict().label())),
                    result.title(), result.evidence(), console.styled("faint", Words.duration(result.duration()))));
            if (result.why() != null) {
                lines.accept("        " + result.why());
            }
            if (result.fix() != null) {
                lines.accept("        Fix  " + result.fix());
            }
        }

        private static String colour(Verdict verdict) {
            return switch (verdict) {
                case PASS -> "fg(green)";
                case WARN -> "fg(yellow)";
                case FAIL -> "fg(red)";
                case NOT_APPLICABLE -> "faint";
            };
        }
    }
}
