package gymscope.servers.process;

import gymscope.servers.process.ProgramLine.Gravity;
import gymscope.servers.process.ProgramSettings.Plan;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One start of an external program, from its first word until it is gone. Thread-safe. */
public final class WatchedProgram implements AutoCloseable {

    /** Is told how it goes; called from threads of the program. */
    public interface Listener {

        /** It wrote a line. */
        void line(ProgramLine line);

        /** What the start is waiting for, in words; told often. */
        void doing(String words);

        /** It told how busy it is; told every few seconds while it runs. */
        void figures(ProgramFigures figures);

        /** It ended by itself after it had been ready. */
        void ended(ProgramExit exit);
    }

    private final ProgramSettings settings;
    private final @Nullable Secret token;
    private final Listener listener;
    private @Nullable Program program;
    private boolean closed;

    /** @param token what the program is to ask its callers for, null for an open one */
    public WatchedProgram(ProgramSettings settings, @Nullable Secret token, Listener listener) {
        this.settings = settings;
        this.token = token;
        this.listener = listener;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @return its address without a path
     * @throws gymscope.wire.Fault when it can't be started, ends or does not answer in time
     * @throws java.net.BindException when its port is taken
     */
    public URI open() throws IOException, InterruptedException {
        Plan plan = settings.plan(freePort(), token == null ? null : token.reveal());
        if (Program.isUnsupervised()) {
            listener.line(new ProgramLine(Gravity.WARNING,
                    "On this system there is no supervisor yet: if Gymscope crashes, this program goes on running."));
        }
        Program started = begin(plan);
        if (plan.health() != null) {
            new HealthWait(started, plan.health(), settings.ready(), listener::doing).await();
        }
        Thread.ofVirtual().name("watch program").start(() -> untilInterrupted(() -> watch(started)));
        if (plan.metrics() != null) {
            MetricsWatch metrics = new MetricsWatch(started, plan.metrics(), token, listener::figures);
            Thread.ofVirtual().name("read metrics").start(() -> untilInterrupted(metrics::run));
        }
        return plan.address();
    }

    /** Ends the program and all that it started. */
    @Override
    public void close() {
        Program running;
        synchronized (this) {
            closed = true;
            running = program;
        }
        if (running != null) {
            running.close();
        }
    }

    private synchronized Program begin(Plan plan) throws IOException {
        if (closed) {
            throw new IOException("it was stopped while it started");
        }
        program = Program.start(plan, settings.folder(), settings.grace(), token, listener::line);
        return program;
    }

    private void watch(Program started) throws InterruptedException {
        ProgramExit exit = started.awaitExit();
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        listener.ended(exit);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void untilInterrupted(Work work) {
        try {
            work.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port that it must have, seen to be free, or any free one. */
    private int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
            return socket.getLocalPort();
        }
    }
}
