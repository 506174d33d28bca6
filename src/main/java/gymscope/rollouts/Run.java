package gymscope.rollouts;

import gymscope.agents.AgentFault;
import gymscope.agents.SimpleAgent;
import gymscope.rollouts.lines.RowPlace;
import gymscope.wire.Exchange;
import gymscope.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run under way: rows are handed to agents, so many at once, each rollout on a virtual thread of its own; every result
 * is in the journal before it is shown. All methods may be called from any thread and return at once, but for
 * {@link #open} and {@link #await}.
 *
 * <p>Where NeMo Gym's collector aborts with the first rollout whose agent answers with an error, this one writes the
 * rollout into the failures file, with a class and a sentence, and goes on; a resumed run tries it again. It aborts when
 * the first rollouts all fail for a reason that concerns every one of them (nobody answers, the key is refused, the
 * model is not there): nothing of them is written then.
 */
public final class Run implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final CollectOptions options;
    private final Map<String, SimpleAgent> agents;
    private final Journal journal;
    private final RunMeter meter = new RunMeter();
    private final Slots slots;
    private final ExchangeMemory exchanges = new ExchangeMemory();
    private final Map<RolloutKey, Thread> workers = new ConcurrentHashMap<>();
    private final List<Consumer<? super RolloutSummary>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final FirstFailures firstFailures;
    private final @Nullable ResumeCounts resumed;
    private volatile boolean stopping;
    private volatile @Nullable ArrayNode metrics;

    private Run(CollectOptions options, Map<String, SimpleAgent> agents, Journal journal, boolean resumes) {
        this.options = options;
        this.agents = Map.copyOf(agents);
        this.journal = journal;
        this.slots = new Slots(options.concurrency());
        int toRun = takeStock();
        RunSnapshot stock = meter.snapshot();
        this.firstFailures = new FirstFailures(journal, stock.total(), stock.done() > 0);
        this.resumed = resumes ? journal.resumed().counts(stock.total(), toRun) : null;
    }

    /**
     * Reads the input (or what a resumed run left), checks it and opens the run's files; reading a large input takes its
     * time. Nothing is started yet.
     *
     * @param agents by the names that rows use
     * @throws Fault when the input can't be used, a row names an agent that is not there, or the files can't be written
     */
    public static Run open(CollectOptions options, Map<String, SimpleAgent> agents) {
        if (options.concurrency() < 1) {
            throw new Fault("The number of rollouts at once is %d.".formatted(options.concurrency()), "Give 1 or more.");
        }
        int maxAttempts = ResumedRows.maxAttempts(System.getenv(ResumedRows.MAX_ATTEMPTS_VARIABLE));
        boolean resumes = options.resume() && Journal.canResume(options.paths());
        Journal journal = resumes ? Journal.resume(options, maxAttempts) : Journal.fresh(options, maxAttempts);
        try {
            return new Run(options, agents, journal, resumes);
        } catch (RuntimeException problem) {
            journal.closeAndForgetIfEmpty();
            throw problem;
        }
    }

    /** Is told of every rollout that starts, takes a turn or ends, on that rollout's thread: be quick. */
    public void onRollout(Consumer<? super RolloutSummary> listener) {
        listeners.add(listener);
    }

    /** Starts the run. */
    public void start() {
        meter.setState(RunState.RUNNING);
        meter.setConcurrency(options.concurrency(), "as set");
        Thread.ofVirtual().name("run scheduler").start(this::schedule);
    }

    /** Starts no more rollouts until {@link #unpause}; those under way go on. */
    public void pause() {
        change(RunState.RUNNING, RunState.PAUSED);
        slots.setPaused(meter.state() == RunState.PAUSED);
    }

    public void unpause() {
        change(RunState.PAUSED, RunState.RUNNING);
        slots.setPaused(meter.state() == RunState.PAUSED);
    }

    /** Starts no more rollouts and ends when those under way are done. */
    public void drain() {
        if (!meter.state().isOver()) {
            meter.setState(RunState.DRAINING);
            slots.close();
        }
    }

    /** Breaks off the rollouts under way, which are not kept, and ends. */
    public void stop() {
        stopping = true;
        if (!meter.state().isOver()) {
            meter.setState(RunState.STOPPING);
        }
        slots.close();
        workers.values().forEach(Thread::interrupt);
    }

    /** Changes how many rollouts may be under way at once; a smaller number takes effect as rollouts end. */
    public void setConcurrency(int limit) {
        slots.setLimit(Math.max(1, limit));
        meter.setConcurrency(Math.max(1, limit), "set by hand");
    }

    /** Waits for the end and returns the last snapshot. */
    public RunSnapshot await() throws InterruptedException {
        over.await();
        return snapshot();
    }

    /** The run as it is now. */
    public RunSnapshot snapshot() {
        return meter.snapshot();
    }

    /** All rollouts that were started, in the order of their start; those of earlier sessions first. */
    public List<RolloutSummary> rollouts() {
        return meter.rollouts();
    }

    /** The model calls of a rollout of this session, as far as they are remembered. */
    public List<Exchange> exchanges(RolloutKey key) {
        return exchanges.of(key);
    }

    /**
     * A finished rollout turn by turn, read from the run's files.
     *
     * @throws Fault when the rollout is not over
     */
    public Trajectory trajectory(RolloutKey key) {
        RolloutSummary summary = meter.rollout(key);
        if (summary == null || summary.state() == RolloutState.RUNNING) {
            throw new Fault("Rollout %d of task %d is not over.".formatted(key.attempt(), key.task()),
                    "Its model calls can be looked at while it runs.");
        }
        RowPlace place = journal.placeOf(key);
        return place == null ? RolloutsFile.open(options.output()).trajectory(key) : TrajectoryReader.read(summary, place.read());
    }

    /** What was found of earlier sessions; null when the run began afresh, whatever the options asked for. */
    public @Nullable ResumeCounts resumed() {
        return resumed;
    }

    public CollectOptions options() {
        return options;
    }

    /** The metrics as they were written; null before the end, for a run that did not finish and when there are none. */
    public @Nullable ArrayNode metrics() {
        return metrics;
    }

    /** Stops the run if it is under way and waits for its end. */
    @Override
    public void close() {
        if (meter.state() == RunState.READY) {
            journal.closeAndForgetIfEmpty();
            meter.setState(RunState.STOPPED);
            over.countDown();
            return;
        }
        stop();
        slots.awaitAllGivenBack();
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the rows, checks their agents, takes in what earlier sessions did; returns how many are to be done. */
    private int takeStock() {
        List<String> unknown = new ArrayList<>();
        int[] toRun = {0};
        journal.forEachInput(row -> {
            RolloutKey key = RolloutKey.of(row);
            String agent = InputRows.agentOf(row);
            if (key != null) {
                meter.expect(key);
            }
            toRun[0] += journal.resumed().isToRun(row) ? 1 : 0;
            if (agent != null && !agents.containsKey(agent) && !unknown.contains(agent)) {
                unknown.add(agent);
            }
        });
        if (!unknown.isEmpty()) {
            throw new Fault(
                    "Rows name the agent %s, which the configuration does not have.".formatted(String.join(", ", unknown)),
                    agents.isEmpty()
                            ? "Add a configuration with that agent."
                            : "Use one of %s.".formatted(String.join(", ", agents.keySet().stream().sorted().toList())));
        }
        Restored.into(meter, journal);
        return toRun[0];
    }

    private void schedule() {
        try {
            journal.forEachToRun(row -> {
                boolean taken = slots.take();
                if (taken) {
                    launch(row);
                }
                return taken;
            });
        } catch (Fault problem) {
            abort(problem);
        }
        slots.awaitAllGivenBack();
        end();
    }

    private void launch(ObjectNode row) {
        RolloutKey key = RolloutKey.of(row);
        SimpleAgent agent = agents.get(String.valueOf(InputRows.agentOf(row)));
        if (key == null || agent == null) {
            slots.giveBack();
            return;
        }
        Thread worker = Thread.ofVirtual().name("rollout %d:%d".formatted(key.task(), key.attempt())).unstarted(() -> {
            try {
                work(key, row, agent);
            } catch (Fault problem) {
                abort(problem);
            } finally {
                workers.remove(key);
                slots.giveBack();
            }
        });
        workers.put(key, worker);
        worker.start();
        if (stopping) {
            worker.interrupt();
        }
    }

    private void work(RolloutKey key, ObjectNode row, SimpleAgent agent) {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        tell(meter.start(RolloutSummary.started(key, String.valueOf(InputRows.agentOf(row)), startedAt)));
        boolean concernsAll = false;
        ResultRow result;
        try {
            result = ResultRow.of(row, agent.run(row, exchange -> {
                exchanges.add(key, exchange);
                tell(meter.turn(key));
            }));
        } catch (InterruptedException stopped) {
            meter.abandon(key);
            return;
        } catch (AgentFault problem) {
            result = ResultRow.of(row, problem);
            concernsAll = problem.failureClass().concernsAll();
        } catch (RuntimeException bug) {
            LOG.error("Rollout {} failed", key, bug);
            result = ResultRow.ofInternalError(row, Fault.sentenceOf(bug));
        }
        if (stopping) {
            meter.abandon(key);
            return;
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        Fault hopeless = firstFailures.keep(result, startedAt, duration, concernsAll);
        if (hopeless != null) {
            abort(hopeless);
        }
        RolloutSummary summary = RolloutSummary.of(key, result.row(), startedAt, duration);
        meter.finish(summary);
        tell(summary);
    }

    private void abort(Fault problem) {
        meter.setFault(problem);
        stop();
    }

    private void end() {
        RunState state = meter.fault() != null
                ? RunState.ABORTED
                : meter.snapshot().waiting() == 0 ? RunState.FINISHED : RunState.STOPPED;
        try {
            if (state != RunState.ABORTED) {
                firstFailures.writeHeld();
            }
            if (state == RunState.FINISHED && options.aggregate()) {
                aggregate();
            }
        } catch (Fault problem) {
            meter.setFault(problem);
            state = RunState.ABORTED;
        } finally {
            journal.closeAndForgetIfEmpty();
            meter.setState(state);
            over.countDown();
        }
    }

    private void aggregate() {
        Aggregation aggregation = new Aggregation();
        journal.forEachDone(aggregation::add);
        ArrayNode entries = aggregation.metrics(agents);
        Aggregation.write(entries, journal.paths().aggregateMetrics());
        metrics = entries.isEmpty() ? null : entries;
    }

    private void change(RunState from, RunState to) {
        if (meter.state() == from) {
            meter.setState(to);
        }
    }

    private void tell(@Nullable RolloutSummary summary) {
        if (summary != null) {
            listeners.forEach(listener -> listener.accept(summary));
        }
    }
}
