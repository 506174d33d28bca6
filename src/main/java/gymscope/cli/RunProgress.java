package gymscope.cli;

import gymscope.rollouts.Run;
import gymscope.rollouts.RunSnapshot;
import gymscope.wire.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a run while it goes on standard error: one live line on a terminal, a plain line for every tenth of the run
 * elsewhere, or JSON lines for a program. Closed when the run is over.
 */
final class RunProgress implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Console console;
    private final Run run;
    private final boolean json;
    private final Thread thread;
    private int tenths;
    private long lastLine = System.nanoTime();

    private RunProgress(Console console, Run run, boolean json) {
        this.console = console;
        this.run = run;
        this.json = json;
        this.thread = Thread.ofVirtual().name("run progress").unstarted(this::show);
    }

    /**
     * Begins to show a run.
     *
     * @param json whether JSON lines are wanted
     */
    static RunProgress of(Console console, Run run, boolean json) {
        RunProgress progress = new RunProgress(console, run, json);
        progress.thread.start();
        return progress;
    }

    /** Shows the end of the run and stops. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        if (isLive()) {
            console.err().print(CLEAR_LINE);
        }
        RunSnapshot end = run.snapshot();
        if (json) {
            printJson(end);
        } else {
            console.note(line(end));
        }
    }

    /** One line of a run, for people: {@code 12 of 46 · 3.2/s · 11 s left · mean reward 0.917 · 1 failed: server error}. */
    static String line(RunSnapshot run) {
        StringBuilder line = new StringBuilder("%,d of %,d".formatted(run.finished(), run.total()));
        if (run.perMinute() > 0) {
            line.append(" · ").append(rate(run.perMinute()));
        }
        if (run.remaining() != null) {
            line.append(" · ").append(span(run.remaining())).append(" left");
        }
        if (run.meanReward() != null) {
            line.append(" · mean reward ").append(String.format(Locale.ROOT, "%.3f", run.meanReward()));
        }
        if (run.failed() > 0) {
            line.append(" · ").append(run.failuresInWords());
        }
        return line.toString();
    }

    /** The same as JSON. */
    static ObjectNode toJson(RunSnapshot run) {
        ObjectNode line = Json.object().put("state", run.state().name().toLowerCase(Locale.ROOT)).put("total", run.total())
                .put("done", run.done()).put("failed", run.failed()).put("running", run.running()).put("waiting", run.waiting())
                .put("elapsed_seconds", run.elapsed().toMillis() / 1000.0).put("per_minute", run.perMinute());
        Duration remaining = run.remaining();
        line.put("remaining_seconds", remaining == null ? null : Double.valueOf(remaining.toMillis() / 1000.0));
        line.put("mean_reward", run.meanReward()).put("input_tokens", run.inputTokens()).put("output_tokens", run.outputTokens());
        ObjectNode failures = line.putObject("failures");
        run.failures().forEach(failures::put);
        return line;
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(TICK);
                tick(run.snapshot());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(RunSnapshot now) {
        if (isLive()) {
            console.err().print(CLEAR_LINE + line(now));
            console.err().flush();
            return;
        }
        int reached = now.total() == 0 ? 0 : now.finished() * 10 / now.total();
        boolean quiet = System.nanoTime() - lastLine < SILENCE.toNanos();
        if (reached == tenths && quiet) {
            return;
        }
        tenths = reached;
        lastLine = System.nanoTime();
        if (json) {
            printJson(now);
        } else if (now.finished() < now.total()) {
            console.note(line(now));
        }
    }

    private boolean isLive() {
        return !json && console.hasLiveLine();
    }

    private void printJson(RunSnapshot now) {
        console.err().println(Json.write(toJson(now)));
        console.err().flush();
    }

    private static String rate(double perMinute) {
        return perMinute >= 60
                ? String.format(Locale.ROOT, "%,.1f/s", perMinute / 60)
                : String.format(Locale.ROOT, "%.1f/min", perMinute);
    }

    private static String span(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                        : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
