package gymscope.servers;

import gymscope.config.ServerInstance;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.model.ServerContext;
import gymscope.servers.process.ProgramExit;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramLine;
import gymscope.servers.process.ProgramSettings;
import gymscope.servers.process.WatchedProgram;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts external programs: the kind {@code process}. */
record ProgramLauncher() implements Launcher {

    /** What vLLM's access log says of each reading of its metrics: nothing to see, and it would be most of the log. */
    private static final Pattern OWN_QUESTION = Pattern.compile("\"GET /metrics HTTP/1\\.[01]\" 200");

    @Override
    public String label() {
        return "external program";
    }

    @Override
    public boolean takesToken(ServerInstance instance) {
        return ProgramSettings.takesToken(instance);
    }

    @Override
    public Launch launch(ServerInstance instance, ServerContext context, @Nullable Secret token, Launch.Events events) {
        return new ProgramLaunch(instance, context, token, events);
    }

    /** One start of a program. */
    private static final class ProgramLaunch implements Launch, WatchedProgram.Listener {

        private final ServerInstance instance;
        private final ServerContext context;
        private final @Nullable Secret token;
        private final Events events;
        private @Nullable ProgramSettings settings;
        private @Nullable WatchedProgram program;
        private volatile ProgramFigures figures = new ProgramFigures.Unknown();
        private boolean closed;

        ProgramLaunch(ServerInstance instance, ServerContext context, @Nullable Secret token, Events events) {
            this.instance = instance;
            this.context = context;
            this.token = token;
            this.events = events;
        }

        @Override
        public URI open() throws IOException, InterruptedException {
            WatchedProgram fresh;
            synchronized (this) {
                if (closed) {
                    throw new IOException("it was stopped while it started");
                }
                settings = ProgramSettings.of(instance, context.folder());
                fresh = new WatchedProgram(settings, token, this);
                program = fresh;
            }
            return fresh.open();
        }

        @Override
        public synchronized @Nullable String model() {
            return settings == null ? null : settings.model();
        }

        @Override
        public ProgramFigures figures() {
            return figures;
        }

        @Override
        public void close() {
            WatchedProgram running;
            synchronized (this) {
                closed = true;
                running = program;
            }
            if (running != null) {
                running.close();
            }
        }

        @Override
        public void line(ProgramLine line) {
            if (OWN_QUESTION.matcher(line.text()).find()) {
                return;
            }
            events.log(switch (line.gravity()) {
                case INFO -> ServerLog.Level.INFO;
                case WARNING -> ServerLog.Level.WARNING;
                case ERROR -> ServerLog.Level.ERROR;
            }, line.text());
        }

        @Override
        public void doing(String words) {
            events.doing(words);
        }

        @Override
        public void figures(ProgramFigures now) {
            figures = now;
            events.counted();
        }

        @Override
        public void ended(ProgramExit exit) {
            boolean again;
            synchronized (this) {
                again = settings != null && settings.restarts();
            }
            events.ended(new Failed(exit.sentence(), "Its log says more; start it again when the cause is mended."), again);
        }
    }
}
