package gymscope.cli;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceMeasures;
import gymscope.tokens.TraceToken;
import gymscope.verification.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trace as a table of text: one line a token. */
final class TokenTable {

    private static final int WIDTH = 18;
    private static final int ALTERNATIVES = 3;
    private static final String UNKNOWN = "–";

    private TokenTable() {
    }

    static List<String> lines(TokenTrace trace) {
        List<String> lines = new ArrayList<>();
        lines.add("%5s  %7s  %-18s  %6s  %8s  %5s  %7s  %-13s  %s".formatted("pos", "id", "token", "p", "log p", "rank",
                "entropy", "channel",
                "alternatives"));
        for (TraceToken token : trace.tokens()) {
            lines.add(line(token).stripTrailing());
        }
        Double mean = trace.meanLogProbability();
        Double perplexity = trace.perplexity();
        if (mean != null && perplexity != null) {
            lines.add("%s, mean log p %s, perplexity %s%s".formatted(Words.count(trace.size(), "token"), Words.decimal(mean, 4),
                    Words.decimal(perplexity, 3), rest(trace)));
        } else {
            lines.add("%s, no log probabilities".formatted(Words.count(trace.size(), "token")));
        }
        return lines;
    }

    /** Entropy, tail and what takes no part, as far as there is any. */
    private static String rest(TokenTrace trace) {
        TraceMeasures measures = TraceMeasures.of(trace);
        Double tail = TraceMeasures.tailShare(trace);
        String text = measures.meanEntropyBits() == null
                ? ""
                : ", mean entropy at least %s bits".formatted(Words.decimal(measures.meanEntropyBits(), 3));
        text += tail == null ? "" : ", %s %% below 1 %%".formatted(Words.decimal(tail * 100, 1));
        int unscored = measures.tokens() - measures.scored();
        return unscored == 0 ? text : text + ", %s not scored (%d at the floor)".formatted(unscored, measures.floored());
    }

    /** A token's text on one line: {@code ␣48}, {@code ↵}, bytes that are no character in hexadecimal. */
    static String shown(TraceToken token) {
        if (token.bytes() != null && !token.bytes().isText()) {
            return token.bytes().hex();
        }
        return shown(token.text());
    }

    static String shown(String text) {
        String marked = text.replace(" ", "␣").replace("\n", "↵").replace("\t", "→").replace("\r", "␍");
        return marked.isEmpty() ? "(empty)" : marked;
    }

    private static String line(TraceToken token) {
        Integer rank = token.rank();
        Double entropy = token.entropyBits();
        return "%5d  %7s  %-18s  %6s  %8s  %5s  %7s  %-13s  %s".formatted(token.position(),
                token.id() == null ? UNKNOWN : token.id(),
                cut(shown(token)), decimal(token.probability(), 3), decimal(token.logprob(), 3),
                rank == null ? UNKNOWN : (token.rankIsExact() ? "" : "≥") + rank,
                entropy == null ? UNKNOWN : (token.entropyIsBound() ? "≥" : "") + Words.decimal(entropy, 2),
                token.channel().name().toLowerCase(Locale.ROOT).replace('_', ' '), alternatives(token));
    }

    private static String alternatives(TraceToken token) {
        return token.alternatives().stream().limit(ALTERNATIVES).map(TokenTable::alternative).collect(Collectors.joining("  "));
    }

    private static String alternative(Alternative other) {
        String text = other.bytes() != null && !other.bytes().isText() ? other.bytes().hex() : shown(other.text());
        return cut(text) + " " + Words.decimal(other.probability(), 3);
    }

    static String cut(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }

    private static String decimal(@Nullable Double value, int decimals) {
        return value == null ? UNKNOWN : Words.decimal(value, decimals);
    }
}
