package gymscope.cli;

import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Runs the command that was named, with the log on standard error as its options want it. */
final class LoggedExecution implements IExecutionStrategy {

    /** Kept, since the log system forgets loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        boolean verbose = commands.stream().anyMatch(command -> given(command, "--verbose"));
        boolean quiet = commands.stream().anyMatch(command -> given(command, "--quiet"));
        log(commands.getLast(), quiet ? Level.SEVERE : verbose ? Level.FINE : Level.WARNING, verbose);
        return new CommandLine.RunLast().execute(parsed);
    }

    private static boolean given(CommandLine command, String option) {
        return command.getParseResult().hasMatchedOption(option);
    }

    private static void log(CommandLine command, Level level, boolean verbose) {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.INFO);
        Logger.getLogger("gymscope").setLevel(level);
        ROOT.addHandler(new ErrorHandler(command, verbose));
    }

    /** Writes log lines to standard error, stack traces only when told to be verbose. */
    private static final class ErrorHandler extends Handler {

        private final CommandLine command;

        ErrorHandler(CommandLine command, boolean verbose) {
            this.command = command;
            setFormatter(new Line(verbose));
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) {
                command.getErr().print(getFormatter().format(line));
                command.getErr().flush();
            }
        }

        @Override
        public void flush() {
            command.getErr().flush();
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static final class Line extends Formatter {

        private final boolean traces;

        Line(boolean traces) {
            this.traces = traces;
        }

        @Override
        public String format(LogRecord line) {
            String level = line.getLevel().intValue() >= Level.SEVERE.intValue()
                    ? "error: "
                    : line.getLevel().intValue() >= Level.WARNING.intValue() ? "warning: " : "";
            StringBuilder text = new StringBuilder(level).append(formatMessage(line)).append(System.lineSeparator());
            Throwable thrown = line.getThrown();
            if (thrown != null && traces) {
                text.append("  ").append(thrown).append(System.lineSeparator());
                for (StackTraceElement frame : thrown.getStackTrace()) {
                    text.append("    at ").append(frame).append(System.lineSeparator());
                }
            }
            return text.toString();
        }
    }
}
