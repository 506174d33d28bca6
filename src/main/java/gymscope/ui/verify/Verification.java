package gymscope.ui.verify;

import gymscope.client.Endpoint;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PartsBar;
import gymscope.ui.controls.VerdictIcon;
import gymscope.verification.CheckResult;
import gymscope.verification.Report;
import gymscope.verification.Stop;
import gymscope.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the battery is with an endpoint, and what it found so far.
 *
 * @param phase where it stands
 * @param endpoint who is asked, with the model that is used
 * @param rows every check, in the battery's order
 * @param startedAt when it began
 * @param took how long it took, zero while it goes on
 * @param stop why the rest was not asked, null when all was
 */
public record Verification(Phase phase, Endpoint endpoint, List<CheckRow> rows, Instant startedAt, Duration took,
        @Nullable Stop stop) {

    /** Where a verification stands. */
    public enum Phase {
        RUNNING, DONE, STOPPED
    }

    public Verification {
        rows = List.copyOf(rows);
    }

    /** How many checks have this state or verdict. */
    public int count(VerdictIcon.Kind kind) {
        return (int) rows.stream().filter(row -> row.kind() == kind).count();
    }

    /** How many checks have a verdict. */
    public int done() {
        return (int) rows.stream().filter(CheckRow::isDone).count();
    }

    /** What is known as a report. */
    public Report report() {
        List<CheckResult> results = rows.stream().map(CheckRow::result).filter(Objects::nonNull).toList();
        return new Report(endpoint, startedAt, took, results, stop);
    }

    /** The overall verdict as a sentence: what is so already while checks are still asked. */
    public String sentence() {
        if (phase == Phase.DONE || count(VerdictIcon.Kind.FAIL) > 0) {
            return report().sentence();
        }
        if (phase == Phase.STOPPED) {
            return "Stopped before there was a verdict.";
        }
        return count(VerdictIcon.Kind.WARN) == 0 ? "Nothing falls short so far." : "Nothing failed so far.";
    }

    /** The overall verdict's icon. */
    public VerdictIcon.Kind kind() {
        if (phase == Phase.DONE) {
            Verdict verdict = report().verdict();
            return verdict == Verdict.FAIL
                    ? VerdictIcon.Kind.FAIL
                    : verdict == Verdict.WARN ? VerdictIcon.Kind.WARN : VerdictIcon.Kind.PASS;
        }
        if (count(VerdictIcon.Kind.FAIL) > 0) {
            return VerdictIcon.Kind.FAIL;
        }
        return phase == Phase.RUNNING ? VerdictIcon.Kind.RUNNING : VerdictIcon.Kind.UNDECIDED;
    }

    /** Counts and time in words. */
    public String detail(Instant now) {
        List<String> sentences = new ArrayList<>();
        if (phase == Phase.DONE) {
            sentences.add("%s: %s.".formatted(Figures.count(rows.size(), "check", "checks"), report().counts()));
            sentences.add("%s at %s.".formatted(Figures.duration(took), Figures.clock(startedAt)));
        } else {
            sentences.add("%d of %s done%s%s.".formatted(done(), Figures.count(rows.size(), "check", "checks"),
                    tail(VerdictIcon.Kind.RUNNING, "running"), tail(VerdictIcon.Kind.WAITING, "waiting")));
            if (done() > 0) {
                sentences.add(report().counts() + ".");
            }
            sentences.add(Figures.duration(phase == Phase.RUNNING ? since(now) : took)
                    + (phase == Phase.RUNNING ? " so far." : " until it was stopped."));
        }
        return String.join(" ", sentences);
    }

    /** The verdicts as parts of the whole, in the order of the counts. */
    public List<PartsBar.Part> parts() {
        return PartsBar.shares(
                List.of(PartsBar.Kind.PASS, PartsBar.Kind.WARN, PartsBar.Kind.FAILED, PartsBar.Kind.NEUTRAL,
                        PartsBar.Kind.RUNNING),
                List.of(count(VerdictIcon.Kind.PASS), count(VerdictIcon.Kind.WARN), count(VerdictIcon.Kind.FAIL),
                        count(VerdictIcon.Kind.NOT_APPLICABLE), count(VerdictIcon.Kind.RUNNING)),
                rows.size());
    }

    /** The same with one check in another state. */
    Verification with(CheckRow row) {
        List<CheckRow> changed = rows.stream().map(old -> old.id().equals(row.id()) ? row : old).toList();
        return new Verification(phase, endpoint, changed, startedAt, took, stop);
    }

    /** The same when the report is there. */
    Verification ended(Report report) {
        return new Verification(Phase.DONE, report.endpoint(), report.results().stream().map(CheckRow::of).toList(), startedAt,
                report.duration(), report.stop());
    }

    /** The same after it was stopped: what was asked just then is undecided again. */
    Verification stopped(Instant now) {
        List<CheckRow> decided = rows.stream().map(row -> row.isDone() ? row : CheckRow.waiting(row.check())).toList();
        return new Verification(Phase.STOPPED, endpoint, decided, startedAt, since(now), null);
    }

    private Duration since(Instant now) {
        Duration passed = Duration.between(startedAt, now);
        return passed.isNegative() ? Duration.ZERO : passed;
    }

    private String tail(VerdictIcon.Kind kind, String word) {
        return count(kind) == 0 ? "" : ", " + count(kind) + " " + word;
    }
}
