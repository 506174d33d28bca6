package gymscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gymscope tokens …}: traces of what was saved. */
@Command(name = "tokens", mixinStandardHelpOptions = true, description = "Look at the tokens of saved answers and rollouts.",
        subcommands = {TokensShowCommand.class, TokensDiffCommand.class, TokensPrefixCommand.class, TokensReadCommand.class})
final class TokensCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to do with tokens: show, diff, prefix or read.");
        }
    }
}
