package gymscope.ui.chat;

import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.compare.CompareView;
import gymscope.ui.chat.conversation.AnswerTurn;
import gymscope.ui.chat.conversation.Turn;
import gymscope.ui.chat.samples.SamplesModel;
import gymscope.ui.chat.samples.SamplesView;
import gymscope.ui.chat.turns.AnswerText;
import gymscope.ui.chat.turns.ExchangeOpener;
import gymscope.ui.chat.turns.FactsLine;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Banner;
import gymscope.ui.controls.EmptyState;
import gymscope.wire.Fault;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Chat screen's controls: what the mode shows, and under it the composer that all modes share. */
final class ChatView extends BorderPane {

    static final KeyCombination NEW_KEY = KeyCombination.valueOf("Shortcut+N");

    private final ChatModel model;
    private final CompareModel compare;
    private final SamplesModel samples;
    private final ChatModes modes;
    private final ObjectProperty<AnswerText.Mode> texts = new SimpleObjectProperty<>(AnswerText.Mode.TOKENS);
    private final ConversationView conversation;
    private final StackPane empty;
    private final StackPane problem = new StackPane();
    private final FactsLine facts = new FactsLine();
    private final BranchStrip branches;
    private final CompareView compareView;
    private final SamplesView samplesView;
    private final ChatBars bars;
    private final SettingsDrawer drawer;
    private final Composer composer;

    /**
     * @param opener opens an answer's exchange
     * @param sample asks the demonstration model something
     */
    ChatView(ChatModel model, CompareModel compare, SamplesModel samples, ChatModes modes, ExchangeOpener opener,
            Runnable sample) {
        this.model = model;
        this.compare = compare;
        this.samples = samples;
        this.modes = modes;
        getStyleClass().add("chat");
        getStylesheets().add(Objects.requireNonNull(ChatView.class.getResource("/styles/screen-chat.css")).toExternalForm());
        conversation = new ConversationView(model, texts, opener);
        empty = new StackPane(new EmptyState("mdi2m-message-text-outline", "Talk to a model and see its tokens",
                "Every token of the answer carries its probability: pale where the model was sure, loud where it was not.",
                new ActionButton("Ask the demonstration model for a story", "mdi2p-play", sample)));
        branches = new BranchStrip(model);
        compareView = new CompareView(compare, texts, opener);
        samplesView = new SamplesView(samples, opener, modes::send, this::keepSample);
        bars = new ChatBars(model, compare, samples, modes, texts, compareView);
        drawer = new SettingsDrawer(model);
        composer = new Composer(model.draft(), modes.verbProperty(), modes::send, modes.busyProperty(), modes::stop);
        composer.acceptDropsOn(this);
        VBox bottom = new VBox(drawer, composer);
        bottom.getStyleClass().add("chat-bottom");
        setBottom(new VBox(facts, problem, bottom));
        model.turns().addListener((ListChangeListener<Turn>) change -> showTurns());
        model.selectedProperty().subscribe(this::showFacts);
        model.problemProperty().subscribe(this::showProblem);
        model.draft().problemProperty().subscribe(this::showProblem);
        compare.problemProperty().subscribe(this::showProblem);
        samples.problemProperty().subscribe(this::showProblem);
        modes.modeProperty().subscribe(this::showMode);
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
        return texts;
    }

    private void keepSample(AnswerTurn sample) {
        model.keep(samples.prompt(), sample);
        modes.modeProperty().set(Mode.CONVERSATION);
    }

    private void showMode(Mode mode) {
        setTop(switch (mode) {
            case CONVERSATION -> new VBox(bars.conversation(), branches);
            case COMPARE -> bars.compare();
            case SAMPLES -> bars.samples();
        });
        setCenter(switch (mode) {
            case CONVERSATION -> new StackPane(conversation, empty);
            case COMPARE -> compareView;
            case SAMPLES -> samplesView;
        });
        show(facts, mode == Mode.CONVERSATION && model.lastAnswer() != null);
        showProblem();
    }

    private void showTurns() {
        boolean none = model.turns().isEmpty();
        empty.setVisible(none);
        conversation.setVisible(!none);
        showFacts(model.selectedProperty().get());
    }

    private void showFacts(@Nullable AnswerTurn selected) {
        facts.show(selected == null ? model.lastAnswer() : selected);
        if (modes.modeProperty().get() != Mode.CONVERSATION) {
            show(facts, false);
        }
    }

    private void showProblem() {
        problem.getChildren().clear();
        Fault image = model.draft().problemProperty().get();
        Fault fault = image != null ? image : switch (modes.modeProperty().get()) {
            case CONVERSATION -> model.problemProperty().get();
            case COMPARE -> compare.problemProperty().get();
            case SAMPLES -> samples.problemProperty().get();
        };
        if (fault != null) {
            problem.getChildren().add(Banner.fault(fault, new ActionButton("Close", null, this::clearProblem).small()));
        }
    }

    private void clearProblem() {
        model.draft().clearProblem();
        model.clearProblem();
        compare.clearProblem();
        samples.clearProblem();
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
