package gymscope.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options that every command has, and the two streams it writes to: a mixin. Results go to {@link #out}, everything
 * else to {@link #note}.
 */
final class Console {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing but results and faults.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, description = "Say more on standard error.")
    private boolean verbose;

    @Option(names = "--no-color", description = "No colours; the variable NO_COLOR does the same.")
    private boolean noColor;

    /** Where results go. */
    PrintWriter out() {
        return commandLine().getOut();
    }

    /** Where everything else goes. */
    PrintWriter err() {
        return commandLine().getErr();
    }

    /** Prints a line of results. */
    void print(String line) {
        out().println(line);
        out().flush();
    }

    /** Prints a line for the person in front, unless they asked for quiet. */
    void note(String line) {
        if (!quiet) {
            err().println(line);
            err().flush();
        }
    }

    /** Prints a line that only {@code --verbose} shows. */
    void detail(String line) {
        if (verbose) {
            note(line);
        }
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Whether standard error is a terminal on which one live line can be drawn over and over. */
    boolean hasLiveLine() {
        return !quiet && isTerminal();
    }

    /** A text in one of picocli's styles, for instance {@code fg(green)}; plain where colours are off. */
    String styled(String style, String text) {
        boolean plain = noColor || System.getenv("NO_COLOR") != null || !isTerminal();
        return plain ? text : Ansi.ON.new Text("@|" + style + " " + text + "|@", commandLine().getColorScheme()).toString();
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    }

    private CommandLine commandLine() {
        if (command == null) {
            throw new IllegalStateException("The console belongs to a command that picocli has set up.");
        }
        return command.commandLine();
    }
}
