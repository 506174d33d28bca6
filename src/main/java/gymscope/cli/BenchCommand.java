package gymscope.cli;

import gymscope.wire.Fault;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gymscope bench NAME}: the benchmarks of a checkout. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Run a benchmark of the checkout, side by side with its reference.")
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(index = "0", paramLabel = "NAME", description = "engine, servers, tokens")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What the benchmark takes; --json for JSON.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        List<Benchmark> known = ServiceLoader.load(Benchmark.class).stream().map(ServiceLoader.Provider::get).toList();
        if (known.isEmpty()) {
            throw new Fault("This installation has no benchmarks.", "Run ./gymscope bench in a checkout of the sources.");
        }
        Benchmark chosen = known.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new Fault("There is no benchmark named %s.".formatted(name),
                        "Name one of: %s.".formatted(known.stream().map(Benchmark::name).sorted()
                                .collect(Collectors.joining(", ")))));
        console.detail("Measuring " + chosen.name() + ".");
        chosen.run(arguments, System.out);
        return ExitCode.DONE;
    }
}
