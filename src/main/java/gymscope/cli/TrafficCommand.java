package gymscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gymscope traffic …}: the exchanges that a folder's history holds. */
@Command(name = "traffic", mixinStandardHelpOptions = true,
        description = "Look at the exchanges that servers and screens have had in a folder.",
        subcommands = {TrafficListCommand.class, TrafficShowCommand.class})
final class TrafficCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do with traffic: list or show.");
        }
    }
}
