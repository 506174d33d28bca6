package gymscope.ui.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TraceToken;
import gymscope.tokens.comparison.Divergence;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.PageScroll;
import gymscope.ui.controls.PaneHeader;
import gymscope.ui.controls.VerdictIcon;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.HeatLegend;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.ui.controls.tokens.TokenSurface;
import gymscope.ui.controls.tokens.TokenText;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Two traces laid over each other, with what they agree on. */
final class ComparisonPane extends VBox {

    private static final int SHOWN = 4;
    private static final double BAR = 76;

    private final ComparisonModel model;
    private final TokenSurface first;
    private final TokenSurface second;
    private boolean following;

    ComparisonPane(ComparisonModel model) {
        this.model = model;
        getStyleClass().add("token-comparison");
        first = new TokenSurface(TokenSurface.Size.CHAT, model.first());
        second = new TokenSurface(TokenSurface.Size.CHAT, model.second());
        follow(first, second, model::partnerOfA);
        follow(second, first, model::partnerOfB);
        VBox curve = new VBox(title("Gap by position", "log p of B − log p of A, on the tokens both chose"),
                new GapCurve(model, first::select));
        curve.getStyleClass().add("gap-pane");
        HBox bottom = new HBox(fork(), ratios(), agreement());
        bottom.getStyleClass().add("comparison-bottom");
        getChildren().addAll(verdict(), bar(), side(first, model.a(), "A", "series-a"), side(second, model.b(), "B", "series-b"),
                curve, bottom);
    }

    TokenSurface first() {
        return first;
    }

    private void follow(TokenSurface leader, TokenSurface other, IntUnaryOperator partner) {
        leader.selectedProperty().addListener((property, before, now) -> {
            int there = partner.applyAsInt(now.intValue());
            if (!following && there >= 0) {
                following = true;
                other.model().selection().select(there);
                other.reveal(there);
                following = false;
            }
        });
    }

    private HBox verdict() {
        VerdictIcon icon = new VerdictIcon(VerdictIcon.Kind.PASS);
        icon.kindProperty().set(model.kind());
        icon.getStyleClass().add("icon-large");
        VBox words = new VBox(Words.paragraph(model.sentence(), "title"), Words.paragraph(model.detail(), "small", "muted"));
        words.getStyleClass().add("verdict-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox verdict = new HBox(icon, words);
        verdict.getStyleClass().addAll("verdict-header", "comparison-verdict");
        return verdict;
    }

    private HBox bar() {
        HBox bar = new HBox(Words.muted("Colour"), Words.label(Quantity.GAP.words(), "small", "semibold"),
                new HeatLegend(Quantity.GAP), Words.muted("blue: B finds it less likely"), Words.space(),
                new ActionButton("First difference", "mdi2v-vector-difference", this::firstDifference).small().tip("D"),
                new ActionButton("Next large gap", "mdi2s-skip-next", this::nextGap).small().tip("N"));
        bar.getStyleClass().addAll("sub-bar", "token-bar");
        return bar;
    }

    void firstDifference() {
        Divergence divergence = model.divergence();
        if (divergence != null) {
            select(first, divergence.position());
            select(second, divergence.position());
        }
    }

    private void nextGap() {
        select(first, model.nextLargeGap(model.first().selection().tokenProperty().get()));
    }

    private static void select(TokenSurface surface, int position) {
        if (position >= 0 && position < surface.tokens().size()) {
            surface.model().selection().select(position);
            surface.reveal(position);
        }
    }

    private static HBox side(TokenSurface surface, NamedTrace trace, String letter, String series) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", series);
        HBox head = new HBox(swatch, Words.label(letter, "semibold"));
        head.getStyleClass().add("swatch-line");
        VBox facts = new VBox(head, Words.label(trace.name(), "small"),
                Words.muted(
                        (trace.detail().isEmpty() ? "" : trace.detail() + ", ") + Figures.count(trace.trace().size()) + " tok"));
        facts.getStyleClass().add("comparison-facts");
        StackPane page = new StackPane(surface);
        page.getStyleClass().add("token-page");
        PageScroll scroll = new PageScroll(page);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox side = new HBox(facts, scroll);
        side.getStyleClass().add("comparison-side");
        VBox.setVgrow(side, Priority.ALWAYS);
        return side;
    }

    private static HBox title(String name, String about) {
        HBox title = new HBox(Words.label(name, "small", "semibold"), Words.muted(about));
        title.getStyleClass().add("curve-head");
        return title;
    }

    private VBox fork() {
        Divergence divergence = model.divergence();
        HBox sides = new HBox();
        sides.getStyleClass().add("fork-sides");
        if (divergence == null) {
            sides.getChildren().add(Words.muted("No fork: the tokens are the same."));
        } else {
            sides.getChildren().addAll(choices("A", divergence.first(), "series-a"),
                    choices("B", divergence.second(), "series-b"));
        }
        VBox pane = pane(divergence == null ? "Fork" : "Token " + Figures.count(divergence.position()),
                divergence == null ? "" : "the fork", sides);
        pane.getStyleClass().add("fork-pane");
        return pane;
    }

    private static VBox choices(String letter, @Nullable TraceToken token, String series) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", series);
        Double margin = token == null ? null : token.margin();
        HBox head = new HBox(swatch, Words.label(letter, "semibold"),
                Words.muted(token == null
                        ? "ends here"
                        : "margin " + (margin == null ? Figures.UNKNOWN : Figures.decimal(margin, 3))));
        head.getStyleClass().add("swatch-line");
        VBox box = new VBox(head);
        box.getStyleClass().add("fork-side");
        if (token == null) {
            return box;
        }
        List<Alternative> listed = token.alternatives().stream().limit(SHOWN).toList();
        double most = listed.stream().mapToDouble(Alternative::probability).max().orElse(1);
        for (Alternative alternative : listed) {
            boolean chosen = alternative.equals(token.itself());
            box.getChildren().add(bar(TokenText.inWords(alternative.text()), alternative.probability(), most, series, chosen));
        }
        if (listed.isEmpty()) {
            box.getChildren().add(bar(TokenText.inWords(token), token.probability() == null ? Double.NaN : token.probability(), 1,
                    series, true));
        }
        return box;
    }

    private static HBox bar(String words, double probability, double most, String series, boolean chosen) {
        Label name = Words.label(words, chosen ? "code-strong" : "code", "bar-name");
        Region bar = new Region();
        bar.getStyleClass().addAll("bar", series);
        double width = Double.isNaN(probability) ? 0 : Math.max(1, BAR * probability / Math.max(most, Double.MIN_NORMAL));
        bar.setMinWidth(width);
        bar.setMaxWidth(width);
        HBox room = new HBox(bar);
        room.getStyleClass().add("bar-room");
        HBox row = new HBox(name, room, Words.label(Figures.decimal(probability, 3), "code", "bar-value"));
        row.getStyleClass().add("bar-row");
        return row;
    }

    private VBox ratios() {
        VBox pane = pane("Ratio B / A", Figures.count(model.ratios().count(), "shared token", "shared tokens"),
                new StackPane(new RatioBars(model.ratios().histogram())));
        pane.getStyleClass().add("ratio-pane");
        return pane;
    }

    private VBox agreement() {
        VBox rows = new VBox();
        rows.getStyleClass().add("agreement");
        for (Map.Entry<String, String> row : model.agreement().entrySet()) {
            Label name = Words.muted(row.getKey());
            name.getStyleClass().add("agreement-name");
            rows.getChildren().add(new HBox(name, Words.label(row.getValue(), "code")));
        }
        VBox pane = pane("Agreement", "", rows);
        pane.getStyleClass().add("agreement-pane");
        return pane;
    }

    private static VBox pane(String name, String about, Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox pane = new VBox(new PaneHeader(name).about(Words.muted(about)), content);
        pane.getStyleClass().add("comparison-pane");
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }
}
