package gymscope.verification;

import gymscope.wire.Exchange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check with its outcome.
 *
 * @param check the question
 * @param finding the answer
 * @param duration how long it took, zero when it was not asked
 * @param exchanges what was sent and received for it, also by an earlier check that asked the same
 */
public record CheckResult(Check check, Finding finding, Duration duration, List<Exchange> exchanges) {

    public CheckResult {
        exchanges = List.copyOf(exchanges);
    }

    /** Whether the endpoint was asked at all; an earlier check may have ended the battery. */
    public boolean asked() {
        return !duration.isZero();
    }

    public String id() {
        return check.id();
    }

    public String title() {
        return check.title();
    }

    public Theme theme() {
        return check.theme();
    }

    public Verdict verdict() {
        return finding.verdict();
    }

    public String evidence() {
        return finding.evidence();
    }

    /** Why it matters, null when nothing falls short. */
    public @Nullable String why() {
        return finding.why();
    }

    /** The setting to change, null when there is none. */
    public @Nullable String fix() {
        return finding.fix();
    }
}
