package gymscope.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A measured speed.
 *
 * @param perSecond tokens in a second of the clock
 * @param perProcessorSecond tokens in a second of the engine's threads
 */
record EngineFigure(String what, double perSecond, double perProcessorSecond) {

    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final int PATIENCE = 10;

    /** One round of work; returns how many tokens it computed. */
    interface Round {

        int run() throws InterruptedException;
    }

    /** The median of some rounds, after as many unmeasured ones as the compiler needs to do its work. */
    static EngineFigure median(String what, int rounds, Round round) throws InterruptedException {
        warmUp(round);
        List<Double> clock = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long started = System.nanoTime();
            long processorStarted = EngineLoad.processorNanos();
            int tokens = round.run();
            clock.add(tokens * 1e9 / (System.nanoTime() - started));
            processor.add(tokens * 1e9 / (EngineLoad.processorNanos() - processorStarted));
        }
        return new EngineFigure(what, middle(clock), middle(processor));
    }

    /** On a busy machine the compiler may be late, so the rounds must also have stopped getting faster. */
    private static void warmUp(Round round) throws InterruptedException {
        long started = EngineLoad.processorNanos();
        long best = Long.MAX_VALUE;
        for (int since = 0; since < PATIENCE || EngineLoad.processorNanos() - started < WARM_UP_NANOS; since++) {
            long before = EngineLoad.processorNanos();
            round.run();
            long taken = EngineLoad.processorNanos() - before;
            if (taken < best - best / 10) {
                best = taken;
                since = 0;
            }
        }
    }

    private static double middle(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
