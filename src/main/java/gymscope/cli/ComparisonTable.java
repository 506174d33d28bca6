package gymscope.cli;

import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Divergence;
import gymscope.tokens.comparison.LogRatios;
import gymscope.tokens.comparison.RatioHistogram;
import gymscope.tokens.comparison.TokenPair;
import gymscope.tokens.comparison.TraceComparison;
import gymscope.verification.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison of two traces as lines of text. */
final class ComparisonTable {

    private static final int WORST = 8;
    private static final int BAR = 40;

    private ComparisonTable() {
    }

    static List<String> lines(TraceComparison comparison) {
        List<String> lines = new ArrayList<>();
        Divergence divergence = comparison.divergence();
        lines.add(divergence == null
                ? "The tokens are the same: %s.".formatted(Words.count(comparison.first().size(), "token"))
                : sentence(divergence));
        if (divergence != null) {
            long stretches = comparison.alignment().blocks().stream().filter(block -> !block.same()).count();
            lines.add("%d tokens of %d and %d are the same; they differ in %s.".formatted(comparison.alignment().equalTokens(),
                    comparison.first().size(), comparison.second().size(), Words.count(stretches, "place")));
        }
        if (comparison.unscored() > 0) {
            lines.add("%s that both have without a log probability in one of them."
                    .formatted(Words.count(comparison.unscored(), "token")));
        }
        if (comparison.promptsDiffer()) {
            lines.add("The prompts are not the same, so that no two probabilities can be held against each other.");
        } else {
            lines.addAll(ratios(comparison.ratios()));
        }
        if (comparison.later().count() > 0) {
            lines.add("%s of equal text in another context, not counted above: mean absolute gap %s".formatted(
                    Words.count(comparison.later().count(), "token"), decimal(comparison.later().meanAbsolute())));
        }
        return lines;
    }

    static List<String> ratios(LogRatios ratios) {
        List<String> lines = new ArrayList<>();
        if (ratios.count() == 0) {
            lines.add("No token before the first difference is scored in both, so there are no ratios.");
            return lines;
        }
        lines.add("log π − log μ over %s: mean %s, mean absolute %s, greatest %s".formatted(Words.count(ratios.count(), "token"),
                decimal(ratios.mean()), decimal(ratios.meanAbsolute()), decimal(ratios.maxAbsolute())));
        lines.add("KL(μ‖π) in nats a token: k1 %s, k3 %s".formatted(decimal(ratios.k1()), decimal(ratios.k3())));
        lines.add("ratio π/μ outside 2×: %s, outside 5×: %s".formatted(percent(ratios.shareOutside(2)),
                percent(ratios.shareOutside(5))));
        addHistogram(lines, ratios.histogram());
        lines.add("%5s  %5s  %7s  %-18s  %8s  %8s  %8s".formatted("pos", "pos", "id", "token", "log μ", "log π", "gap"));
        for (TokenPair pair : ratios.worst(WORST)) {
            TraceToken token = pair.first();
            lines.add("%5d  %5d  %7s  %-18s  %8s  %8s  %8s".formatted(token.position(), pair.second().position(),
                    token.id() == null ? "–" : token.id(), TokenTable.cut(TokenTable.shown(token)), decimal(token.logprob()),
                    decimal(pair.second().logprob()), decimal(pair.logRatio())));
        }
        return lines;
    }

    private static void addHistogram(List<String> lines, RatioHistogram histogram) {
        int highest = Math.max(1, histogram.highest());
        for (RatioHistogram.Bin bin : histogram.bins()) {
            if (bin.count() > 0) {
                String to = Double.isInfinite(bin.to()) ? "" : String.format(Locale.ROOT, "%.2f", bin.to());
                lines.add(String.format(Locale.ROOT, "  %5.2f … %-5s %7d %s", bin.from(), to, bin.count(),
                        "█".repeat(Math.max(1, Math.round((float) bin.count() * BAR / highest)))));
            }
        }
    }

    private static String sentence(Divergence divergence) {
        String both = "The first difference is at token %d: %s against %s".formatted(divergence.position(),
                shown(divergence.first()),
                shown(divergence.second()));
        Double gap = divergence.gapInFirst();
        String preferred = gap == null ? "" : ", which the first held %s nats below its own".formatted(decimal(gap));
        return both + preferred + (divergence.isTie() ? ": a numeric tie." : ".");
    }

    private static String shown(@Nullable TraceToken token) {
        return token == null ? "the end" : "“%s”".formatted(TokenTable.shown(token));
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? "–" : Words.decimal(value, 4);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "–" : Words.decimal(share * 100, 1) + " %";
    }
}
