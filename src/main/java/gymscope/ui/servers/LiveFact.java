package gymscope.ui.servers;

import gymscope.servers.ServerFigures;
import gymscope.servers.process.ProgramFigures;
import gymscope.servers.process.ProgramFigures.Told;
import gymscope.servers.process.ProgramMetrics;
import gymscope.ui.controls.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line below the charts.
 *
 * @param more stands behind the value, may be empty
 */
record LiveFact(String name, String value, String more) {

    private static final String NOT_OFFERED = "not offered";

    /** What a server has done in all. */
    static List<LiveFact> of(ServerRow row, Optional<Duration> up) {
        List<LiveFact> facts = new ArrayList<>();
        switch (row.program()) {
            case null -> facts.addAll(counted(row));
            case Told(ProgramMetrics metrics, double _) -> facts.addAll(told(metrics));
            case ProgramFigures.NotOffered _,ProgramFigures.Unknown _ -> {
                // Said in the chart's place.
            }
        }
        facts.add(new LiveFact("Up", up.map(Figures::duration).orElse(Figures.UNKNOWN), ""));
        return facts;
    }

    /** How many requests a program answers and lets wait. */
    static String waiting(ProgramFigures program) {
        if (!(program instanceof Told(ProgramMetrics metrics, double _))) {
            return "";
        }
        return "%s running, %s waiting".formatted(count(metrics.running()), count(metrics.waiting()));
    }

    /** A count, or a dash where it is not known. */
    static String count(@Nullable Long value) {
        return value == null ? Figures.UNKNOWN : Figures.count(value);
    }

    private static List<LiveFact> counted(ServerRow row) {
        ServerFigures figures = row.figures();
        long answered = figures.requests() - figures.inFlight() - figures.failures();
        return List.of(
                new LiveFact("Requests", Figures.count(figures.requests()),
                        "%s answered, %s failed".formatted(Figures.count(Math.max(0, answered)),
                                Figures.count(figures.failures()))),
                new LiveFact("In flight", Figures.count(figures.inFlight()), waiting(row.waits())),
                new LiveFact("Generated", figures.tokens() == 0 ? Figures.UNKNOWN : Figures.count(figures.tokens()) + " tok",
                        ""));
    }

    private static List<LiveFact> told(ProgramMetrics metrics) {
        Double cache = metrics.cacheUse();
        return List.of(new LiveFact("Running", offered(metrics.running()), ""),
                new LiveFact("Waiting", offered(metrics.waiting()), ""),
                new LiveFact("Answered", offered(metrics.answered()), ""),
                new LiveFact("Generated", tokens(metrics.generatedTokens()), ""),
                new LiveFact("Prompts", tokens(metrics.promptTokens()), ""),
                new LiveFact("KV cache", cache == null ? NOT_OFFERED : Figures.decimal(cache * 100, 1) + " % taken", ""));
    }

    private static String offered(@Nullable Long value) {
        return value == null ? NOT_OFFERED : Figures.count(value);
    }

    private static String tokens(@Nullable Long value) {
        return value == null ? NOT_OFFERED : Figures.count(value) + " tok";
    }

    private static String waiting(List<String> waits) {
        return waits.isEmpty()
                ? ""
                : waits.size() == 1
                        ? waits.getFirst()
                        : "%s waiting, one %s".formatted(Figures.count(waits.size()), waits.getFirst());
    }
}
