package gymscope.ui.chat;

import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.tokens.HeatLegend;
import gymscope.ui.controls.tokens.Quantity;
import gymscope.wire.Fault;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Chat screen's controls: the conversation, the line of facts, and where the next message is written. */
final class ChatView extends BorderPane {

    static final KeyCombination NEW_KEY = KeyCombination.valueOf("Shortcut+N");

    private final ChatModel model;
    private final ObjectProperty<AnswerText.Mode> mode = new SimpleObjectProperty<>(AnswerText.Mode.TOKENS);
    private final ConversationView conversation;
    private final StackPane empty;
    private final StackPane problem = new StackPane();
    private final FactsLine facts = new FactsLine();
    private final Drawer drawer = new Drawer();
    private final Composer composer;

    /**
     * @param opener opens an answer's exchange
     * @param sample asks the demonstration model something
     */
    ChatView(ChatModel model, ExchangeOpener opener, Runnable sample) {
        this.model = model;
        getStyleClass().add("chat");
        getStylesheets().add(Objects.requireNonNull(ChatView.class.getResource("/styles/screen-chat.css")).toExternalForm());
        conversation = new ConversationView(model, mode, opener);
        empty = new StackPane(new EmptyState("mdi2m-message-text-outline", "Talk to a model and see its tokens",
                "Every token of the answer carries its probability: pale where the model was sure, loud where it was not.",
                new ActionButton("Ask the demonstration model for a story", "mdi2p-play", sample)));
        composer = new Composer(model);
        setTop(bar());
        setCenter(new StackPane(conversation, empty));
        setBottom(new VBox(facts, problem, bottom()));
        model.turns().addListener((ListChangeListener<Turn>) change -> showTurns());
        model.selectedProperty().subscribe(this::showFacts);
        model.problemProperty().subscribe(this::showProblem);
        showTurns();
    }

    /** Puts the cursor where the message is written. */
    void focusComposer() {
        composer.focusText();
    }

    /** Closes what is open over the composer; whether anything was. */
    boolean closeDrawer() {
        return drawer.close();
    }

    /** Whether texts are shown as tokens. */
    ObjectProperty<AnswerText.Mode> modeProperty() {
        return mode;
    }

    private ScreenBar bar() {
        SegmentedToggle<AnswerText.Mode> toggle = new SegmentedToggle<>(List.of(AnswerText.Mode.values()), AnswerText.Mode::words,
                mode.get());
        toggle.valueProperty().bindBidirectional(mode);
        HeatLegend legend = new HeatLegend(Quantity.SURPRISAL);
        legend.visibleProperty().bind(mode.isEqualTo(AnswerText.Mode.TOKENS));
        return new ScreenBar("Chat").actions(legend, toggle,
                new IconButton("mdi2p-plus", "New conversation", model::newConversation).key(NEW_KEY));
    }

    private VBox bottom() {
        ActionButton system = drawer.add("mdi2t-text-box-outline", () -> new SystemEditor(model.systemProperty())).small();
        ActionButton tools = drawer.add("mdi2w-wrench-outline", () -> new ToolsEditor(model.tools())).small();
        ActionButton sampling = drawer.add("mdi2t-tune-variant", () -> new SamplingForm(model.sampling())).small();
        model.systemProperty().subscribe(prompt -> system.setText(prompt.isBlank()
                ? "No system prompt"
                : "System, " + Figures.count(prompt.strip().length(), "character", "characters")));
        model.tools().textProperty().subscribe(text -> tools.setText(model.tools().summary()));
        model.sampling().onChange(() -> sampling.setText(model.sampling().summary()));
        sampling.setText(model.sampling().summary());
        VBox bottom = new VBox(drawer, composer);
        bottom.getStyleClass().add("chat-bottom");
        return bottom;
    }

    private void showTurns() {
        boolean none = model.turns().isEmpty();
        empty.setVisible(none);
        conversation.setVisible(!none);
        showFacts(model.selectedProperty().get());
    }

    private void showFacts(@Nullable AnswerTurn selected) {
        facts.show(selected == null ? model.lastAnswer() : selected);
    }

    private void showProblem(@Nullable Fault fault) {
        problem.getChildren().clear();
        if (fault != null) {
            problem.getChildren().add(Banner.fault(fault, new ActionButton("Close", null, model::clearProblem).small()));
        }
    }
}
