package gymscope.verification;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.verification.checks.StandardChecks;
import gymscope.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that are asked one after the other.
 *
 * @param checks in the order in which they are asked and shown
 * @param callLimit how long a single call may take
 */
public record Battery(List<Check> checks, Duration callLimit) {

    private static final Logger LOG = LoggerFactory.getLogger(Battery.class);
    private static final Duration STANDARD_LIMIT = Duration.ofMinutes(2);

    public Battery {
        checks = List.copyOf(checks);
    }

    /** The twelve checks that make an endpoint ready for on-policy training. */
    public static Battery standard() {
        return new Battery(StandardChecks.all(), STANDARD_LIMIT);
    }

    /** The same checks with another limit for a single call. */
    public Battery within(Duration limit) {
        return new Battery(checks, limit);
    }

    /**
     * Asks all checks on this thread. Make it a virtual one: there an interrupt ends the call under way at once, on others
     * only between two calls.
     *
     * @throws InterruptedException when the thread was interrupted; results so far went to the listener
     */
    public Report run(ApiClient client, Endpoint endpoint, BatteryListener listener) throws InterruptedException {
        Instant start = Instant.now();
        Probe probe = new Probe(client, endpoint, callLimit);
        List<CheckResult> results = new ArrayList<>();
        for (Check check : checks) {
            CheckResult result = result(check, probe, listener);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            results.add(result);
            listener.finished(result);
        }
        return new Report(probe.endpoint(), start, Duration.between(start, Instant.now()), results, probe.stopped());
    }

    private static CheckResult result(Check check, Probe probe, BatteryListener listener) {
        Stop stop = probe.stopped();
        if (stop != null) {
            return new CheckResult(check, Finding.notApplicable("not asked: " + Words.clause(stop.sentence())), Duration.ZERO,
                    List.of());
        }
        listener.started(check);
        long start = System.nanoTime();
        Finding finding = finding(check, probe);
        return new CheckResult(check, finding, Duration.ofNanos(System.nanoTime() - start), probe.takeUsed());
    }

    /** An answer so odd that a check stumbles over it must not end the battery. */
    private static Finding finding(Check check, Probe probe) {
        try {
            return check.examine(probe);
        } catch (RuntimeException problem) {
            LOG.warn("The check {} could not judge an answer.", check.id(), problem);
            return Finding.fail("the answer could not be judged: " + Fault.sentenceOf(problem),
                    "An answer of an unknown shape can't be used for training.", null);
        }
    }
}
