package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A trace with all that explains it: the quantity and its legend, the channels, the surface, the curve, the measures. */
public final class TokenPane extends VBox {

    private final TokenSurface surface = new TokenSurface(TokenSurface.Size.INSPECTOR);
    private final Curve curve = new Curve(surface);
    private final ChannelCounts channels = new ChannelCounts();
    private final HeatLegend legend = new HeatLegend(Quantity.SURPRISAL);
    private final Label curveTitle = Words.label("", "small", "semibold");
    private final Label above = Words.muted("");
    private final Label count = Words.label("", "code");
    private final Label mean = Words.label("", "code");
    private final Label perplexity = Words.label("", "code");
    private final VBox content;
    private final ComboBox<Quantity> quantity = new ComboBox<>();

    public TokenPane() {
        getStyleClass().add("token-pane");
        quantity.getItems().setAll(Quantity.SURPRISAL, Quantity.ENTROPY, Quantity.RANK, Quantity.ARRIVAL);
        quantity.setConverter(new QuantityNames());
        quantity.setValue(Quantity.SURPRISAL);
        quantity.getStyleClass().add("small-control");
        quantity.valueProperty().addListener((property, before, now) -> {
            surface.quantityProperty().set(now);
            legend.show(now);
            describe();
        });
        HBox bar = new HBox(Words.muted("Colour"), quantity, legend);
        bar.getStyleClass().addAll("sub-bar", "token-bar");
        StackPane page = new StackPane(surface);
        page.getStyleClass().add("token-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        content = new VBox(bar, channels, scroll, curvePane());
        VBox.setVgrow(content, Priority.ALWAYS);
        setTrace(TokenTrace.EMPTY, "");
    }

    /**
     * Shows a trace; one that goes on where the shown one ends is appended.
     *
     * @param whyEmpty what is said when the trace has no tokens
     */
    public void setTrace(TokenTrace trace, String whyEmpty) {
        Node shown = trace.isEmpty() ? new EmptyState("mdi2c-code-braces", "No tokens", whyEmpty, null) : content;
        VBox.setVgrow(shown, Priority.ALWAYS);
        if (getChildren().isEmpty() || !getChildren().getFirst().equals(shown)) {
            getChildren().setAll(shown);
        }
        surface.setTrace(trace);
        channels.show(trace.tokens());
        count.setText(Figures.count(trace.size()));
        mean.setText(decimal(trace.meanLogProbability(), 3));
        perplexity.setText(decimal(trace.perplexity(), 2));
        describe();
    }

    /** Shows or hides the cursor of a stream. */
    public void setStreaming(boolean streaming) {
        surface.streamingProperty().set(streaming);
    }

    /** What happens when the user chooses another token to continue from. */
    public void setOnContinue(@Nullable BiConsumer<TraceToken, Alternative> continuation) {
        surface.setOnContinue(continuation);
    }

    /** The surface. */
    public TokenSurface surface() {
        return surface;
    }

    private void describe() {
        curveTitle.setText(surface.quantityProperty().get().words());
        above.setText("%s above %s".formatted(Figures.count(curve.countAbove()), curve.thresholdWords()));
        curve.refresh();
    }

    private VBox curvePane() {
        ActionButton uncertain = new ActionButton("Uncertain", "mdi2s-skip-next", () -> surface.select(curve.nextAbove()))
                .small();
        HBox head = new HBox(curveTitle, above, Words.space(), uncertain.tip("Selects the next token above the threshold"));
        head.getStyleClass().add("curve-head");
        HBox foot = new HBox(new HBox(4, count, Words.muted("tokens")), new HBox(4, Words.muted("mean log p"), mean),
                new HBox(4, Words.muted("perplexity"), perplexity));
        foot.getStyleClass().add("curve-foot");
        VBox pane = new VBox(head, curve, foot);
        pane.getStyleClass().add("curve-pane");
        return pane;
    }

    private static String decimal(@Nullable Double value, int places) {
        return value == null ? Figures.UNKNOWN : Figures.decimal(value, places);
    }

    private static final class QuantityNames extends StringConverter<Quantity> {
        @Override
        public String toString(@Nullable Quantity quantity) {
            return quantity == null ? "" : quantity.words();
        }

        @Override
        public Quantity fromString(String words) {
            return List.of(Quantity.values()).stream().filter(quantity -> quantity.words().equals(words)).findFirst()
                    .orElse(Quantity.SURPRISAL);
        }
    }
}
