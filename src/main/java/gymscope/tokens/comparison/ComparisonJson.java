package gymscope.tokens.comparison;

import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Alignment.Block;
import gymscope.tokens.comparison.PrefixCheck.Broken;
import gymscope.tokens.comparison.PrefixCheck.Kept;
import gymscope.tokens.comparison.PrefixCheck.Unknown;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparisons as JSON for programs; members are only ever added. The first trace is μ, the second π; logarithms are natural.
 *
 * <pre>
 * {"same_tokens", "prompts_differ", "equal_tokens", "first_tokens", "second_tokens",
 *  "blocks": [{"first": [start, end], "second": [start, end], "same"}],
 *  "divergence": {"position", "first": {"id", "text", "logprob"}, "second", "gap_in_first", "gap_in_second", "tie"} | null,
 *  "ratios": {"scored", "unscored", "mean", "mean_absolute", "max_absolute", "k1", "k3", "share_outside_2", "share_outside_5",
 *             "histogram": [{"from", "to" | null, "count"}],
 *             "worst": [pair], "pairs": [{"first_position", "second_position", "id", "text", "first_logprob",
 *             "second_logprob", "log_ratio", "ratio"}]},
 *  "later": the ratios of equal tokens after the first difference, in other contexts}
 * </pre>
 *
 * A prefix check:
 *
 * <pre>
 * {"kept": true, "prefix_tokens", "new_tokens", "sentence"}
 * {"kept": false, "position", "in": "prompt" | "generation", "expected_id", "found_id", "cause": "retokenised" | "retemplated" |
 *  "thinking_stripped" | "truncated" | "history_edited" | "undetermined",
 *  "expected": {"span": [start, end], "text"}, "found": {"span", "text"}, "sentence"}
 * {"kept": null, "sentence"}
 * </pre>
 */
public final class ComparisonJson {

    private static final int WORST = 10;

    private ComparisonJson() {
    }

    /** The whole comparison. */
    public static ObjectNode of(TraceComparison comparison) {
        ObjectNode json = Json.object().put("same_tokens", comparison.sameTokens())
                .put("prompts_differ", comparison.promptsDiffer())
                .put("equal_tokens", comparison.alignment().equalTokens()).put("first_tokens", comparison.first().size())
                .put("second_tokens", comparison.second().size());
        ArrayNode blocks = json.putArray("blocks");
        for (Block block : comparison.alignment().blocks()) {
            ObjectNode one = blocks.addObject();
            put(one, "first", block.first());
            put(one, "second", block.second());
            one.put("same", block.same());
        }
        Divergence divergence = comparison.divergence();
        if (divergence == null) {
            json.putNull("divergence");
        } else {
            ObjectNode one = json.putObject("divergence").put("position", divergence.position());
            put(one, "first", divergence.first());
            put(one, "second", divergence.second());
            one.put("gap_in_first", divergence.gapInFirst()).put("gap_in_second", divergence.gapInSecond()).put("tie",
                    divergence.isTie());
        }
        json.set("ratios", of(comparison.ratios()).put("unscored", comparison.unscored()));
        json.set("later", of(comparison.later()));
        return json;
    }

    /** The ratios alone, for instance of several traces together. */
    public static ObjectNode of(LogRatios ratios) {
        ObjectNode json = Json.object().put("scored", ratios.count()).put("mean", ratios.mean())
                .put("mean_absolute", ratios.meanAbsolute()).put("max_absolute", ratios.maxAbsolute()).put("k1", ratios.k1())
                .put("k3", ratios.k3()).put("share_outside_2", ratios.shareOutside(2))
                .put("share_outside_5", ratios.shareOutside(5));
        ArrayNode histogram = json.putArray("histogram");
        for (RatioHistogram.Bin bin : ratios.histogram().bins()) {
            Double to = Double.isInfinite(bin.to()) ? null : Double.valueOf(bin.to());
            histogram.addObject().put("from", bin.from()).put("to", to).put("count", bin.count());
        }
        ArrayNode worst = json.putArray("worst");
        ratios.worst(WORST).forEach(pair -> put(worst.addObject(), pair));
        ArrayNode pairs = json.putArray("pairs");
        ratios.pairs().forEach(pair -> put(pairs.addObject(), pair));
        return json;
    }

    /** A prefix check. */
    public static ObjectNode of(PrefixCheck check) {
        return switch (check) {
            case Kept kept -> Json.object().put("kept", true).put("prefix_tokens", kept.prefixTokens())
                    .put("new_tokens", kept.newTokens()).put("sentence", kept.sentence());
            case Broken broken -> of(broken);
            case Unknown unknown -> Json.object().putNull("kept").put("sentence", unknown.sentence());
        };
    }

    private static ObjectNode of(Broken broken) {
        ObjectNode json = Json.object().put("kept", false).put("position", broken.position())
                .put("in", broken.inGeneration() ? "generation" : "prompt").put("expected_id", broken.expectedId())
                .put("found_id", broken.foundId()).put("cause", broken.cause().name().toLowerCase(Locale.ROOT));
        ObjectNode expected = json.putObject("expected");
        put(expected, "span", broken.expected());
        expected.put("text", broken.expectedText());
        ObjectNode found = json.putObject("found");
        put(found, "span", broken.found());
        found.put("text", broken.foundText());
        return json.put("sentence", broken.sentence());
    }

    private static void put(ObjectNode json, String member, Span span) {
        json.putArray(member).add(span.start()).add(span.end());
    }

    private static void put(ObjectNode json, String member, @Nullable TraceToken token) {
        if (token == null) {
            json.putNull(member);
        } else {
            json.putObject(member).put("id", token.id()).put("text", token.text()).put("logprob", token.logprob());
        }
    }

    private static void put(ObjectNode json, TokenPair pair) {
        json.put("first_position", pair.first().position()).put("second_position", pair.second().position())
                .put("id", pair.first().id()).put("text", pair.first().text()).put("first_logprob", pair.first().logprob())
                .put("second_logprob", pair.second().logprob()).put("log_ratio", pair.logRatio()).put("ratio", pair.ratio());
    }
}
