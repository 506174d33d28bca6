package gymscope.ui.verify;

import gymscope.ui.controls.Figures;
import gymscope.ui.controls.VerdictIcon;
import gymscope.verification.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The checks of one theme.
 *
 * @param theme what they are about
 * @param rows in the battery's order
 */
public record CheckGroup(Theme theme, List<CheckRow> rows) {

    public CheckGroup {
        rows = List.copyOf(rows);
    }

    /** The rows by theme, in the order of the report. */
    public static List<CheckGroup> of(List<CheckRow> rows) {
        Map<Theme, List<CheckRow>> byTheme = new LinkedHashMap<>();
        for (Theme theme : Theme.values()) {
            byTheme.put(theme, new ArrayList<>());
        }
        rows.forEach(row -> byTheme.getOrDefault(row.check().theme(), new ArrayList<>()).add(row));
        List<CheckGroup> groups = new ArrayList<>();
        byTheme.forEach((theme, members) -> {
            if (!members.isEmpty()) {
                groups.add(new CheckGroup(theme, members));
            }
        });
        return groups;
    }

    /** Whether all passed, so that nothing in it deserves a look. */
    public boolean allPassed() {
        return rows.stream().allMatch(row -> row.kind() == VerdictIcon.Kind.PASS);
    }

    /** The counts in words, {@code 2 pass · 1 warn}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (VerdictIcon.Kind kind : List.of(VerdictIcon.Kind.PASS, VerdictIcon.Kind.WARN, VerdictIcon.Kind.FAIL,
                VerdictIcon.Kind.NOT_APPLICABLE, VerdictIcon.Kind.RUNNING, VerdictIcon.Kind.WAITING)) {
            long count = rows.stream().filter(row -> row.kind() == kind).count();
            if (count > 0) {
                parts.add(count + " " + (kind == VerdictIcon.Kind.NOT_APPLICABLE ? "n/a" : kind.word().toLowerCase(Locale.ROOT)));
            }
        }
        return String.join(" · ", parts);
    }

    /** How long all of them took in words, empty while any is undecided. */
    public String took() {
        if (!rows.stream().allMatch(CheckRow::isDone)) {
            return "";
        }
        Duration sum = Duration.ZERO;
        for (CheckRow row : rows) {
            sum = row.result() == null ? sum : sum.plus(row.result().duration());
        }
        return sum.isZero() ? Figures.UNKNOWN : Figures.duration(sum);
    }
}
