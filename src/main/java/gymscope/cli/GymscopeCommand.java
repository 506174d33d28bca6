package gymscope.cli;

import gymscope.cli.nemogym.GymCall;
import gymscope.cli.nemogym.GymLine;
import gymscope.wire.Fault;
import gymscope.workspace.ApplicationHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line: knows the commands and turns what goes wrong into words and an exit code. */
@Command(name = "gymscope", versionProvider = Version.class, mixinStandardHelpOptions = true, sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Run model servers, verify endpoints, look at tokens, collect rollouts. Without a command, or with open [FOLDER]: the window.",
        footer = {
            "", "Exit codes: 0 done, 1 done and something failed a check, 2 could not be done."})
public final class GymscopeCommand {

    private static final List<Class<?>> COMMANDS = List.of(ServeCommand.class, AttachCommand.class, ConfigCommand.class,
            ConvertCommand.class, VerifyCommand.class, ChatCommand.class, ParseCommand.class, TokensCommand.class,
            TemplateCommand.class, CollectCommand.class, TourCommand.class, TrafficCommand.class, BenchCommand.class);

    /** Runs one command line, NeMo Gym's forms among them, and returns its exit code. */
    public static int run(String... arguments) {
        String[] own;
        try {
            own = ownForm(arguments);
        } catch (Fault fault) {
            return refuse(fault);
        }
        return commandLine(own.length == 0 ? "" : own[0]).execute(own);
    }

    private static String[] ownForm(String... arguments) {
        if (!GymLine.isOne(arguments)) {
            return arguments;
        }
        ApplicationHome home = ApplicationHome.locate();
        GymCall call = GymLine.read(List.of(arguments), Path.of("").toAbsolutePath(), home.folder(), home.sampleConfigs());
        List<String> own = GymLine.own(call);
        if (call.notice() != null) {
            PrintWriter err = commandLine().getErr();
            err.println(call.notice());
            err.flush();
        }
        return own.toArray(String[]::new);
    }

    /** What happens where a window was asked for and there is no display: it is said, and the tour runs instead. */
    public static int runWithoutDisplay() {
        CommandLine root = commandLine();
        root.getErr().println("There is no display here, so the window can't open. The tour runs on the command line instead.");
        root.getErr().flush();
        return root.execute("tour");
    }

    /** Says why the window can't open, as a command would, and returns the exit code. */
    public static int refuse(Fault fault) {
        return sayFault(fault, commandLine().getErr());
    }

    private static int sayFault(Fault fault, PrintWriter err) {
        err.println(fault.sentence());
        err.println(fault.hint());
        err.flush();
        return ExitCode.COULD_NOT_BE_DONE;
    }

    /** The command line, for tests that look at its streams. */
    static CommandLine commandLine() {
        return commandLine("");
    }

    /**
     * The command line with the command of this name, or with all where there is none: each takes a few hundredths of a second
     * to be read, which a start of servers would wait for.
     */
    private static CommandLine commandLine(String name) {
        CommandLine root = new CommandLine(new GymscopeCommand());
        List<Class<?>> named = COMMANDS.stream().filter(command -> command.getAnnotation(Command.class).name().equals(name))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(root::addSubcommand);
        root.setExecutionExceptionHandler(GymscopeCommand::sayFault);
        root.setParameterExceptionHandler(GymscopeCommand::sayUsage);
        root.setUnmatchedOptionsArePositionalParams(false);
        // What follows a benchmark's name belongs to the benchmark.
        root.getSubcommands().forEach((known, command) -> command.setStopAtPositional(known.equals("bench")));
        root.setExecutionStrategy(new LoggedExecution());
        return root;
    }

    private static int sayFault(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof Fault fault) {
            err.println(fault.sentence());
            err.println(fault.hint());
        } else if (problem instanceof InterruptedException) {
            err.println("Stopped.");
        } else {
            err.println("A fault of Gymscope itself: " + problem + ".");
            err.println("Run the command again with --verbose and report what it prints.");
            if (List.of(parsed.originalArgs().toArray()).contains("--verbose")) {
                problem.printStackTrace(err);
            }
        }
        err.flush();
        return ExitCode.COULD_NOT_BE_DONE;
    }

    private static int sayUsage(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        String sentence = Fault.sentenceOf(problem);
        err.println(sentence.endsWith(".") ? sentence : sentence + ".");
        List<String> near = problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        err.println(near.isEmpty()
                ? "See %s --help.".formatted(command.getCommandSpec().qualifiedName())
                : "Did you mean %s? See %s --help.".formatted(String.join(" or ", near),
                        command.getCommandSpec().qualifiedName()));
        err.flush();
        return ExitCode.COULD_NOT_BE_DONE;
    }
}
