package gymscope.ui.rollouts;

import gymscope.rollouts.RunSnapshot;
import gymscope.rollouts.RunState;
import gymscope.ui.controls.Figures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list.
 *
 * @param name what it is called
 * @param file its rollouts file
 * @param changedAt when it was last written to
 * @param snapshot its figures, null until they are read
 */
public record RunEntry(String name, Path file, Instant changedAt, @Nullable RunSnapshot snapshot) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /** The second line: how far it is, or how large it is and when it ended. */
    public String detail(Instant now) {
        RunSnapshot run = snapshot;
        if (run == null) {
            return day(now);
        }
        if (run.state() == RunState.FINISHED) {
            return "%s, %s".formatted(Figures.count(run.total()), day(now));
        }
        String share = "%s of %s".formatted(Figures.count(run.finished()), Figures.count(run.total()));
        String state = RunWords.state(run.state());
        return run.state().isOver() || run.state() == RunState.PAUSED ? share + ", " + state : share;
    }

    /** The mean reward in three places; empty while nothing is known. */
    public String meanReward() {
        RunSnapshot run = snapshot;
        Double mean = run == null ? null : run.meanReward();
        return mean == null ? "" : Figures.decimal(mean, 3);
    }

    private String day(Instant now) {
        ZoneId zone = ZoneId.systemDefault();
        LocalDate day = LocalDate.ofInstant(changedAt, zone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (day.equals(today)) {
            return TIME.format(changedAt.atZone(zone));
        }
        return day.equals(today.minusDays(1)) ? "yesterday" : DAY.format(day);
    }
}
