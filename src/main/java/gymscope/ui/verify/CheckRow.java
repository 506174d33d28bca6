package gymscope.ui.verify;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.VerdictIcon;
import gymscope.verification.Check;
import gymscope.verification.CheckResult;
import gymscope.wire.Exchange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A check as the screen shows it.
 *
 * @param check the question
 * @param kind waiting, running, or the verdict
 * @param result null until there is a verdict
 */
public record CheckRow(Check check, VerdictIcon.Kind kind, @Nullable CheckResult result) {

    /** A check that was not asked yet. */
    public static CheckRow waiting(Check check) {
        return new CheckRow(check, VerdictIcon.Kind.WAITING, null);
    }

    /** A check that is asked now. */
    public static CheckRow running(Check check) {
        return new CheckRow(check, VerdictIcon.Kind.RUNNING, null);
    }

    /** A check with its verdict. */
    public static CheckRow of(CheckResult result) {
        VerdictIcon.Kind kind = switch (result.verdict()) {
            case PASS -> VerdictIcon.Kind.PASS;
            case WARN -> VerdictIcon.Kind.WARN;
            case FAIL -> VerdictIcon.Kind.FAIL;
            case NOT_APPLICABLE -> VerdictIcon.Kind.NOT_APPLICABLE;
        };
        return new CheckRow(result.check(), kind, result);
    }

    /** The check's stable name. */
    public String id() {
        return check.id();
    }

    /** Whether there is a verdict. */
    public boolean isDone() {
        return result != null;
    }

    /** One line of evidence, empty until there is a verdict. */
    public String evidence() {
        return result == null ? "" : result.evidence();
    }

    /** How long it took in words; "–" when it was not asked. */
    public String took() {
        if (result == null) {
            return "";
        }
        return result.duration().isZero() ? Figures.UNKNOWN : Figures.duration(result.duration());
    }

    /** Why it matters, empty when nothing falls short. */
    public String why() {
        return result == null ? "" : Objects.requireNonNullElse(result.why(), "");
    }

    /** The setting to change, empty when there is none. */
    public String fix() {
        return result == null ? "" : Objects.requireNonNullElse(result.fix(), "");
    }

    /** Whether there is more to say than the row holds. */
    public boolean hasMore() {
        return !why().isEmpty() || !fix().isEmpty();
    }

    /** What was sent and received for it. */
    public List<Exchange> exchanges() {
        return result == null ? List.of() : result.exchanges();
    }
}
