package gymscope.cli;

import gymscope.verification.BatteryListener;
import gymscope.verification.CheckResult;
import gymscope.verification.Theme;
import gymscope.verification.Verdict;
import gymscope.verification.Words;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One line a check as it finishes, and what to do where it falls short. */
final class VerdictRows implements BatteryListener {

    private final Console console;
    private final Consumer<String> lines;
    private @Nullable Theme theme;

    /** @param lines where the lines go */
    VerdictRows(Console console, Consumer<String> lines) {
        this.console = console;
        this.lines = lines;
    }

    @Override
    public void finished(CheckResult result) {
        if (!result.asked()) {
            return;
        }
        if (result.theme() != theme) {
            theme = result.theme();
            lines.accept(console.styled("bold", result.theme().title()));
        }
        lines.accept("  %s  %-28s %s  %s".formatted(
                console.styled(colour(result.verdict()), "%-4s".formatted(result.verdict().label())), result.title(),
                result.evidence(), console.styled("faint", Words.duration(result.duration()))));
        if (result.why() != null) {
            lines.accept("        " + result.why());
        }
        if (result.fix() != null) {
            lines.accept("        Fix  " + result.fix());
        }
    }

    private static String colour(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "fg(green)";
            case WARN -> "fg(yellow)";
            case FAIL -> "fg(red)";
            case NOT_APPLICABLE -> "faint";
        };
    }
}
