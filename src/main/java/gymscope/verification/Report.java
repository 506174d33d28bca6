package gymscope.verification;

import gymscope.client.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a battery found out.
 *
 * @param endpoint who was asked, with the model that was used
 * @param startedAt when
 * @param duration how long it took
 * @param results of every check of the battery, in order
 * @param stop why the rest was not asked, null when all was
 */
public record Report(Endpoint endpoint, Instant startedAt, Duration duration, List<CheckResult> results, @Nullable Stop stop) {

    private static final int NAMED_SHORTFALLS = 2;

    public Report {
        results = List.copyOf(results);
    }

    /** Whether no check failed and all could be asked. */
    public boolean isReady() {
        return stop == null && count(Verdict.FAIL) == 0;
    }

    /** How many checks came to this verdict. */
    public int count(Verdict verdict) {
        return (int) results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** The worst verdict: fail, warn or pass. */
    public Verdict verdict() {
        if (!isReady()) {
            return Verdict.FAIL;
        }
        return count(Verdict.WARN) > 0 ? Verdict.WARN : Verdict.PASS;
    }

    /** The overall verdict as a sentence. */
    public String sentence() {
        if (isReady()) {
            int warnings = count(Verdict.WARN);
            return warnings == 0
                    ? "Ready for on-policy training."
                    : "Ready for on-policy training, with %s.".formatted(Words.count(warnings, "warning"));
        }
        List<String> shortfalls = results.stream().filter(result -> result.verdict() == Verdict.FAIL)
                .map(result -> result.check().shortfall()).toList();
        return "Not ready for on-policy training: %s.".formatted(Words.list(shortfalls, NAMED_SHORTFALLS));
    }

    /** The counts in words: {@code 11 pass, 1 warn}. */
    public String counts() {
        StringBuilder words = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            int count = count(verdict);
            if (count > 0) {
                String label = verdict == Verdict.NOT_APPLICABLE ? "not applicable" : verdict.label();
                words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(label);
            }
        }
        return words.toString();
    }

    /** The report as one JSON document, whose form is described at {@link ReportJson}. */
    public ObjectNode toJson() {
        return ReportJson.of(this);
    }
}
