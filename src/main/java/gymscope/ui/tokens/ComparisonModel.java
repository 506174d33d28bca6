package gymscope.ui.tokens;

import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Alignment.Block;
import gymscope.tokens.comparison.Divergence;
import gymscope.tokens.comparison.LogRatios;
import gymscope.tokens.comparison.TraceComparison;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.ui.controls.tokens.TokensModel;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two traces laid over each other: what each surface shows, and what is said of both. No controls. */
final class ComparisonModel {

    private static final int STEP_OF_A = 3;
    private static final int STEP_OF_B = 5;
    /** Ratios that count as the same policy but for rounding. */
    private static final double NEAR = 0.1;

    private final NamedTrace a;
    private final NamedTrace b;
    private final TraceComparison comparison;
    private final TokensModel first = new TokensModel();
    private final TokensModel second = new TokensModel();
    private final int[] partnerOfA;
    private final int[] partnerOfB;
    private final double[] gaps;

    ComparisonModel(NamedTrace a, NamedTrace b) {
        this.a = a;
        this.b = b;
        this.comparison = TraceComparison.of(a.trace(), b.trace());
        this.partnerOfA = new int[a.trace().size()];
        this.partnerOfB = new int[b.trace().size()];
        this.gaps = new double[a.trace().size()];
        Arrays.fill(partnerOfA, -1);
        Arrays.fill(partnerOfB, -1);
        Arrays.fill(gaps, Double.NaN);
        double[] gapsOfB = new double[b.trace().size()];
        Arrays.fill(gapsOfB, Double.NaN);
        List<Span> onlyInA = new ArrayList<>();
        List<Span> onlyInB = new ArrayList<>();
        for (Block block : comparison.alignment().blocks()) {
            if (block.same()) {
                pair(block, gapsOfB);
            } else {
                add(onlyInA, block.first());
                add(onlyInB, block.second());
            }
        }
        show(first, a, gaps, onlyInA, STEP_OF_A, partnerOfA, b, "B");
        show(second, b, gapsOfB, onlyInB, STEP_OF_B, partnerOfB, a, "A");
    }

    private void pair(Block block, double[] gapsOfB) {
        for (int i = 0; i < block.first().end() - block.first().start(); i++) {
            int one = block.first().start() + i;
            int other = block.second().start() + i;
            partnerOfA[one] = other;
            partnerOfB[other] = one;
            TraceToken ours = a.trace().tokens().get(one);
            TraceToken theirs = b.trace().tokens().get(other);
            Double before = ours.logprob();
            Double after = theirs.logprob();
            if (ours.isScored() && theirs.isScored() && before != null && after != null) {
                gaps[one] = after - before;
                gapsOfB[other] = after - before;
            }
        }
    }

    private static void add(List<Span> stretches, Span stretch) {
        if (stretch.end() > stretch.start()) {
            stretches.add(stretch);
        }
    }

    private static void show(TokensModel model, NamedTrace own, double[] amounts, List<Span> differing, int step, int[] partners,
            NamedTrace other, String letter) {
        model.setTrace(own.trace());
        model.setGaps(amounts, differing, step, position -> note(partners, position, other, letter));
        model.quantityProperty().set(Quantity.GAP);
    }

    private static String note(int[] partners, int position, NamedTrace other, String letter) {
        if (partners[position] < 0) {
            return "not in " + letter;
        }
        TraceToken partner = other.trace().tokens().get(partners[position]);
        return "%s: p %s  log p %s".formatted(letter, number(partner.probability(), 3),
                number(partner.isScored() ? partner.logprob() : null, 3));
    }

    NamedTrace a() {
        return a;
    }

    NamedTrace b() {
        return b;
    }

    TokensModel first() {
        return first;
    }

    TokensModel second() {
        return second;
    }

    /** For each token of A log p of B − log p of A; NaN where there is no such pair. */
    double gap(int positionInA) {
        return gaps[positionInA];
    }

    /** The token of B that is a token of A, −1 for none. */
    int partnerOfA(int position) {
        return position < 0 || position >= partnerOfA.length ? -1 : partnerOfA[position];
    }

    /** The token of A that is a token of B, −1 for none. */
    int partnerOfB(int position) {
        return position < 0 || position >= partnerOfB.length ? -1 : partnerOfB[position];
    }

    LogRatios ratios() {
        return comparison.ratios();
    }

    @Nullable
    Divergence divergence() {
        return comparison.divergence();
    }

    /** The token of A with the largest gap after a position, from the beginning again; −1 when no gap is large. */
    int nextLargeGap(int after) {
        int size = gaps.length;
        for (int step = 1; step <= size; step++) {
            int position = Math.floorMod(after + step, size);
            if (Math.abs(gaps[position]) > Quantity.GAP.threshold()) {
                return position;
            }
        }
        return -1;
    }

    /** Whether anything deserves a look. */
    VerdictIcon.Kind kind() {
        Double most = ratios().maxAbsolute();
        boolean near = most != null && most <= Quantity.GAP.threshold();
        return comparison.sameTokens() && near ? VerdictIcon.Kind.PASS : VerdictIcon.Kind.WARN;
    }

    /** What the comparison comes to, in a sentence. */
    String sentence() {
        Divergence divergence = comparison.divergence();
        if (divergence == null) {
            return "Both are the same %s.".formatted(Figures.count(a.trace().size(), "token", "tokens"));
        }
        String place = "token " + Figures.count(divergence.position());
        if (divergence.first() == null || divergence.second() == null) {
            return "%s ends at %s, where %s goes on.".formatted(divergence.first() == null ? "A" : "B", place,
                    divergence.first() == null ? "B" : "A");
        }
        Double margin = divergence.first().margin();
        return margin == null
                ? "The answers part at %s.".formatted(place)
                : "The answers part at %s, where the two best choices are %s apart.".formatted(place,
                        Figures.decimal(margin, 2));
    }

    /** What stands below the sentence. */
    String detail() {
        Divergence divergence = comparison.divergence();
        Double most = ratios().maxAbsolute();
        String shared = divergence == null
                ? "All tokens are shared."
                : "%s before it.".formatted(divergence.position() == 1
                        ? "1 token is the same"
                        : Figures.count(divergence.position()) + " tokens are the same");
        String differ = most == null
                ? " No token is scored in both."
                : " Log probabilities of shared tokens differ by up to %s.".formatted(Figures.decimal(most, 2));
        String tie = divergence != null && divergence.isTie() ? " A gap this small flips on rounding (bf16 against fp8)." : "";
        return shared + differ + tie;
    }

    /** What the traces agree on, by name. */
    Map<String, String> agreement() {
        LogRatios ratios = ratios();
        Map<String, String> rows = new LinkedHashMap<>();
        int equal = comparison.alignment().equalTokens();
        rows.put("Same tokens", "%s of %s".formatted(Figures.count(equal),
                Figures.count(Math.max(a.trace().size(), b.trace().size()))));
        rows.put("Scored in both", Figures.count(ratios.count()));
        rows.put("Mean gap", number(ratios.mean(), 4));
        rows.put("Largest gap", largest());
        long near = ratios.pairs().stream().filter(pair -> Math.abs(pair.ratio() - 1) <= NEAR).count();
        rows.put("Ratio in 0.9–1.1", "%s of %s".formatted(Figures.count(near), Figures.count(ratios.count())));
        rows.put("Ratio beyond 2×", share(ratios.shareOutside(2)));
        rows.put("Ratio beyond 5×", share(ratios.shareOutside(5)));
        rows.put("KL, k1 estimate", number(ratios.k1(), 5));
        rows.put("KL, k3 estimate", number(ratios.k3(), 5));
        return rows;
    }

    private String largest() {
        int at = -1;
        for (int i = 0; i < gaps.length; i++) {
            if (!Double.isNaN(gaps[i]) && (at < 0 || Math.abs(gaps[i]) > Math.abs(gaps[at]))) {
                at = i;
            }
        }
        return at < 0 ? Figures.UNKNOWN : "%s at %s".formatted(Figures.decimal(gaps[at], 2), Figures.count(at));
    }

    private static String share(@Nullable Double share) {
        return share == null ? Figures.UNKNOWN : Figures.decimal(100 * share, 1) + " %";
    }

    private static String number(@Nullable Double value, int places) {
        return value == null ? Figures.UNKNOWN : Figures.decimal(Objects.requireNonNull(value), places);
    }
}
