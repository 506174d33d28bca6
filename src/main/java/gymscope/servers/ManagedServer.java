package gymscope.servers;

import gymscope.config.GymscopeSettings.Auth;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import gymscope.servers.ServerState.Failed;
import gymscope.servers.ServerState.Running;
import gymscope.servers.ServerState.Starting;
import gymscope.servers.ServerState.Stopped;
import gymscope.servers.capture.OpenCalls;
import gymscope.servers.http.CallObserver;
import gymscope.servers.model.ServerContext;
import gymscope.servers.process.ProgramFigures;
import gymscope.wire.Fault;
import gymscope.wire.Secret;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server of the fleet: its state, its counts and its log. Thread-safe; starting happens on a thread of its own. */
public final class ManagedServer {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedServer.class);
    private static final Path PROC = Path.of("/proc");
    private static final int MOST_RESTARTS = 3;

    private final ServerInstance instance;
    private final @Nullable Launcher launcher;
    private final ServerContext context;
    private final @Nullable Secret token;
    private final ServerCounters counters = new ServerCounters();
    private final ServerLog log = new ServerLog();
    private final ObservedCalls calls;
    private final OpenCalls open = new OpenCalls();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final Runnable stateChanged;

    private ServerState state;
    private @Nullable Launch launch;
    private @Nullable Instant since;
    private CountDownLatch settled = new CountDownLatch(0);
    private int restarts;

    /**
     * A server that does not run yet.
     *
     * @param launcher what starts it; null for one that can't be started here
     * @param stateChanged is told of changes of state only, before the listeners
     */
    ManagedServer(ServerInstance instance, @Nullable Launcher launcher, ServerContext context, ServerState first,
            Runnable stateChanged) {
        this.instance = instance;
        this.launcher = launcher;
        this.calls = new ObservedCalls(instance.name(), counters, this::log, this::changed);
        this.context = new ServerContext(context.folder(), context.demoModel(), line -> log(ServerLog.Level.INFO, line));
        this.state = first;
        this.stateChanged = stateChanged;
        boolean open = instance.gymscope().auth() == Auth.NONE;
        Secret fixed = instance.gymscope().token();
        boolean unasked = open || (launcher != null && !launcher.takesToken(instance));
        this.token = unasked ? null : fixed == null ? Secret.random() : fixed;
    }

    /** The instance's name in its configuration. */
    public String name() {
        return instance.name();
    }

    /** Which of the three kinds it is. */
    public ServerKind kind() {
        return instance.kind();
    }

    /** The implementation's key, for instance {@code local_model}. */
    public String implementation() {
        return instance.implementation();
    }

    /** The implementation in words. */
    public String kindLabel() {
        return launcher == null ? instance.implementation() : launcher.label();
    }

    /** What its configuration says; holds keys in clear. */
    public ServerInstance instance() {
        return instance;
    }

    /** The model's name while it runs, else null. */
    public synchronized @Nullable String model() {
        return launch == null ? null : launch.model();
    }

    public synchronized ServerState state() {
        return state;
    }

    /** The address without a path while it runs, else null. */
    public @Nullable URI url() {
        return state() instanceof Running(URI url) ? url : null;
    }

    /** Since when it has answered; null while it does not run. */
    public synchronized @Nullable Instant runningSince() {
        return state instanceof Running ? since : null;
    }

    /** Whether it can be started here at all: neither agents and environments nor unknown kinds can. */
    public boolean isStartable() {
        return launcher != null;
    }

    /** Whether it answers inside this process, so that its calls are written down here. */
    public boolean isHosted() {
        return launcher instanceof HostedLauncher;
    }

    /** What callers must show; null for an open server. */
    public @Nullable Secret token() {
        return token;
    }

    /** The counts as they are now. */
    public ServerFigures figures() {
        return counters.figures();
    }

    /** How busy an external program says that it is; null for every other server, whose calls are counted here. */
    public synchronized @Nullable ProgramFigures programFigures() {
        if (!(launcher instanceof ProgramLauncher)) {
            return null;
        }
        return state instanceof Running && launch != null ? launch.figures() : new ProgramFigures.Unknown();
    }

    /** What the server adds to its upstream's time, counted; nothing where it has no upstream. */
    public LatencyCounts addedLatency() {
        return counters.added();
    }

    /** What the calls that have to wait are waiting for, each in words; empty while all goes on. */
    public List<String> waits() {
        return calls.waits();
    }

    /** The model calls that are being answered; none are known where calls are not written down. */
    public OpenCalls openCalls() {
        return open;
    }

    /** The last lines, the oldest first. */
    public List<ServerLog.Line> log() {
        return log.lines();
    }

    /**
     * Is told of every change of state, counts and log.
     *
     * @param listener called on whichever thread made the change, often: be quick
     * @return ends the listening
     */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Begins to start the server; does nothing when it runs, is starting or is not started here. */
    public void start() {
        synchronized (this) {
            restarts = 0;
            if (!begin()) {
                return;
            }
        }
        changed();
    }

    private synchronized boolean begin() {
        Launcher maker = launcher;
        if (maker == null || state instanceof Running || state instanceof Starting) {
            return false;
        }
        Events events = new Events();
        Launch fresh = maker.launch(instance, context, token, events);
        events.of = fresh;
        launch = fresh;
        state = new Starting();
        settled = new CountDownLatch(1);
        CountDownLatch latch = settled;
        Thread.ofVirtual().name("start " + name()).start(() -> bringUp(fresh, latch));
        return true;
    }

    /** Waits until the server is neither starting nor about to, and returns its state. */
    public ServerState await() throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = settled;
        }
        latch.await();
        return state();
    }

    /** Ends the server and the calls that it is answering. */
    public void stop() {
        Launch running;
        synchronized (this) {
            if (launcher == null) {
                return;
            }
            running = launch;
            launch = null;
            state = new Stopped();
        }
        if (running != null) {
            running.close();
            log(ServerLog.Level.INFO, "Stopped.");
        }
        stateChanged.run();
        changed();
    }

    /** Stops the server and begins to start it. */
    public void restart() {
        stop();
        start();
    }

    private void bringUp(Launch fresh, CountDownLatch latch) {
        ServerState result = attempt(fresh);
        boolean current;
        synchronized (this) {
            current = fresh.equals(launch);
            if (current) {
                state = result;
                launch = result instanceof Running ? fresh : null;
                since = Instant.now();
            }
        }
        if (!current || !(result instanceof Running)) {
            fresh.close();
        }
        switch (result) {
            case Running(URI url) when current -> log(ServerLog.Level.INFO, "Listening on %s.".formatted(url));
            case Failed(String reason, String hint) when current -> log(ServerLog.Level.ERROR, reason + " " + hint);
            default -> log(ServerLog.Level.INFO, "The start was given up.");
        }
        stateChanged.run();
        latch.countDown();
        changed();
    }

    private ServerState attempt(Launch fresh) {
        try {
            if (token == null) {
                log(ServerLog.Level.WARNING, "Open to every program on this machine (%s).".formatted(
                        instance.gymscope().auth() == Auth.NONE ? "auth: none" : "its env is handed no {token}"));
            }
            return new Running(fresh.open());
        } catch (BindException taken) {
            String owner = new PortOwner(PROC).of(instance.port()).map(" by %s"::formatted).orElse("");
            return new Failed("Port %d of %s is taken%s.".formatted(instance.port(), instance.host(), owner),
                    "End that program, give another port, or leave the port out for a free one.");
        } catch (Fault fault) {
            return new Failed(fault.sentence(), fault.hint());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Stopped();
        } catch (IOException problem) {
            return new Failed("It can't listen on %s: %s.".formatted(instance.host(), Fault.sentenceOf(problem)),
                    "Check host and port.");
        } catch (OutOfMemoryError exhausted) {
            return new Failed("There is not enough memory for it.", "Use a smaller model, or give Java more with -Xmx.");
        } catch (RuntimeException unexpected) {
            LOG.error("{} could not be started", name(), unexpected);
            return new Failed("It could not be started: %s.".formatted(Fault.sentenceOf(unexpected)), "See the log.");
        }
    }

    /** What one launch tells; what a former one still tells counts for the log only. */
    private final class Events implements Launch.Events {

        private volatile @Nullable Launch of;

        @Override
        public CallObserver calls() {
            return calls;
        }

        @Override
        public OpenCalls open() {
            return open;
        }

        @Override
        public void counted() {
            changed();
        }

        @Override
        public void log(ServerLog.Level level, String text) {
            ManagedServer.this.log(level, text);
        }

        @Override
        public void doing(String words) {
            synchronized (ManagedServer.this) {
                if (!Objects.equals(launch, of) || !(state instanceof Starting) || state.equals(new Starting(words))) {
                    return;
                }
                state = new Starting(words);
            }
            changed();
        }

        @Override
        public void ended(Failed how, boolean again) {
            Launch gone;
            boolean restarted;
            synchronized (ManagedServer.this) {
                gone = of;
                if (gone == null || !gone.equals(launch)) {
                    return;
                }
                launch = null;
                state = how;
                restarted = again && restarts < MOST_RESTARTS && begin();
                restarts += restarted ? 1 : 0;
            }
            gone.close();
            log(ServerLog.Level.ERROR, how.reason() + " " + (restarted ? "It is started again." : how.hint()));
            stateChanged.run();
            changed();
        }
    }

    private void log(ServerLog.Level level, String text) {
        log.add(level, text);
        LOG.debug("{}: {}", name(), text);
        changed();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
