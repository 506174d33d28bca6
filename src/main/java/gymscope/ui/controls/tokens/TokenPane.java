package gymscope.ui.controls.tokens;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.PageScroll;
import gymscope.ui.controls.Words;
import gymscope.wire.Span;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A trace with all that explains it: the quantity and its legend, the channels, the surface, the curve, the measures. */
public final class TokenPane extends VBox {

    private final TokensModel model = new TokensModel();
    private final TokenSurface surface;
    private final PageScroll scroll;
    private final Curve curve;
    private final ChannelCounts channels = new ChannelCounts();
    private final TokenNotes notes = new TokenNotes(model);
    private final TokenFindBar find;
    private final HBox tools = new HBox();
    private final Label count = Words.label("", "code");
    private final Label mean = Words.label("", "code");
    private final Label perplexity = Words.label("", "code");
    private final VBox content;

    /** A pane for the inspector. */
    public TokenPane() {
        this(TokenSurface.Size.INSPECTOR);
    }

    /** A pane with text of a size. */
    public TokenPane(TokenSurface.Size size) {
        getStyleClass().addAll("token-pane", "token-pane-" + (size == TokenSurface.Size.INSPECTOR ? "small" : "large"));
        surface = new TokenSurface(size, model);
        curve = new Curve(model, this::select);
        find = new TokenFindBar(model, this::select);
        StackPane page = new StackPane(surface);
        page.getStyleClass().add("token-page");
        scroll = new PageScroll(page);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        content = new VBox(bar(), channels, find, notes, scroll, curvePane());
        VBox.setVgrow(content, Priority.ALWAYS);
        model.sizeProperty().addListener((property, before, now) -> count());
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
                find.open();
                event.consume();
            }
        });
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
        model.setTrace(trace);
        count();
    }

    /** What is shown. */
    public TokensModel model() {
        return model;
    }

    /** Adds a button at the right end of the bar. */
    public TokenPane tool(Node button) {
        tools.getChildren().add(button);
        return this;
    }

    /** Shows or hides the cursor of a stream. */
    public void setStreaming(boolean streaming) {
        model.streamingProperty().set(streaming);
    }

    /** What happens when the user chooses another token to continue from. */
    public void setOnContinue(@Nullable BiConsumer<TraceToken, Alternative> continuation) {
        surface.setOnContinue(continuation);
    }

    /** The surface. */
    public TokenSurface surface() {
        return surface;
    }

    /** Lets tokens stand out, scrolls to them and tells their joint probability. */
    public Highlight highlight(String what, List<Span> positions) {
        Highlight made = model.highlight(what, positions);
        Platform.runLater(() -> surface.reveal(made.extent().start()));
        return made;
    }

    private void select(int position) {
        if (position >= 0) {
            surface.select(position);
        }
    }

    private HBox bar() {
        HeatLegend legend = new HeatLegend(model.quantityProperty().get());
        ComboBox<Quantity> quantity = QuantityBox.of(model.quantityProperty());
        model.quantityProperty().addListener((property, before, now) -> legend.show(now));
        tools.getStyleClass().add("token-tools");
        tools.setMinWidth(Region.USE_PREF_SIZE);
        tools.getChildren().add(new IconButton("mdi2m-magnify", "Find text or #id  Ctrl F", find::open).small());
        Label colour = Words.muted("Colour");
        colour.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(colour, quantity, legend, Words.space(), tools);
        bar.getStyleClass().addAll("sub-bar", "token-bar");
        return bar;
    }

    private VBox curvePane() {
        Label title = Words.label(model.quantityProperty().get().words(), "small", "semibold");
        model.quantityProperty().addListener((property, before, now) -> title.setText(now.words()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label above = Words.muted("");
        above.textProperty().bind(curve.aboveProperty());
        HBox head = new HBox(title, above, Words.space(),
                new ActionButton("Uncertain", "mdi2s-skip-next", () -> select(model.jumps().uncertain(true))).small()
                        .tip("Next token beyond the threshold  N, back P"),
                new ActionButton("Fork", "mdi2c-call-split", () -> select(model.jumps().fork(true))).small()
                        .tip("Next token whose two best choices were at most 0.1 apart  F, back Shift F"));
        head.getStyleClass().add("curve-head");
        HBox foot = new HBox(new HBox(4, count, Words.muted("tokens")), new HBox(4, Words.muted("mean log p"), mean),
                new HBox(4, Words.muted("perplexity"), perplexity));
        foot.getStyleClass().add("curve-foot");
        VBox pane = new VBox(head, curve, foot);
        pane.getStyleClass().add("curve-pane");
        return pane;
    }

    private void count() {
        boolean follows = model.streamingProperty().get() && scroll.getVvalue() >= scroll.getVmax();
        channels.show(model.tally());
        notes.update();
        count.setText(Figures.count(model.tally().tokens()));
        mean.setText(decimal(model.tally().meanLogProbability(), 3));
        perplexity.setText(decimal(model.tally().perplexity(), 2));
        if (follows) {
            scroll.layout();
            scroll.setVvalue(scroll.getVmax());
        }
    }

    private static String decimal(@Nullable Double value, int places) {
        return value == null ? Figures.UNKNOWN : Figures.decimal(value, places);
    }
}
