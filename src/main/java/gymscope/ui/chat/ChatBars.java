package gymscope.ui.chat;

import gymscope.ui.chat.compare.CompareModel;
import gymscope.ui.chat.compare.CompareView;
import gymscope.ui.chat.samples.SamplesModel;
import gymscope.ui.chat.turns.AnswerText;
import gymscope.ui.controls.ActionButton;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.IconButton;
import gymscope.ui.controls.ScreenBar;
import gymscope.ui.controls.SegmentedToggle;
import gymscope.ui.controls.Words;
import gymscope.ui.controls.tokens.HeatLegend;
import gymscope.ui.controls.tokens.Quantity;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The bar over each of the screen's modes. */
final class ChatBars {

    /** From this width of the bar in px on there is room for the legend. */
    private static final double WIDE = 900;

    private final ChatModes modes;
    private final ObjectProperty<AnswerText.Mode> texts;
    private final ScreenBar conversation;
    private final ScreenBar compare;
    private final ScreenBar samples;

    ChatBars(ChatModel model, CompareModel compared, SamplesModel sampled, ChatModes modes, ObjectProperty<AnswerText.Mode> texts,
            CompareView view) {
        this.modes = modes;
        this.texts = texts;
        HeatLegend scale = legend();
        conversation = new ScreenBar("Chat").about(new ConversationMenu(model)).actions(scale, toggle(),
                new ActionButton("Compare", "mdi2c-compare-horizontal", modes::openCompare).flat()
                        .tip("The same prompt on up to six endpoints"),
                new ActionButton("Samples", "mdi2c-call-split", () -> modes.modeProperty().set(Mode.SAMPLES)).flat()
                        .tip("Many answers to one prompt as a tree"),
                new IconButton("mdi2p-plus", "New conversation", model::newConversation).key(ChatView.NEW_KEY));
        scale.managedProperty().bind(conversation.widthProperty().greaterThan(WIDE));
        scale.visibleProperty().unbind();
        scale.visibleProperty().bind(scale.managedProperty().and(texts.isEqualTo(AnswerText.Mode.TOKENS)));
        Label columns = Words.muted("");
        columns.textProperty().bind(Bindings.createStringBinding(
                () -> Figures.count(compared.columns().size(), "endpoint", "endpoints"), compared.columns()));
        compare = new ScreenBar("Compare").about(columns).actions(legend(), toggle(), view.addButton(),
                new IconButton("mdi2p-plus", "Begin anew with the same endpoints", compared::clear));
        compare.getChildren().addFirst(back());
        SegmentedToggle<Integer> counts = new SegmentedToggle<>(SamplesModel.COUNTS, String::valueOf,
                sampled.countProperty().get());
        counts.valueProperty().bindBidirectional(sampled.countProperty());
        samples = new ScreenBar("Samples").about(Words.muted("of one prompt")).actions(Words.muted("How many"), counts);
        samples.getChildren().addFirst(back());
    }

    Node conversation() {
        return conversation;
    }

    Node compare() {
        return compare;
    }

    Node samples() {
        return samples;
    }

    private IconButton back() {
        return new IconButton("mdi2c-chevron-left", "Back to the conversation",
                () -> modes.modeProperty().set(Mode.CONVERSATION));
    }

    private SegmentedToggle<AnswerText.Mode> toggle() {
        SegmentedToggle<AnswerText.Mode> toggle = new SegmentedToggle<>(List.of(AnswerText.Mode.values()), AnswerText.Mode::words,
                texts.get());
        toggle.valueProperty().bindBidirectional(texts);
        return toggle;
    }

    private HeatLegend legend() {
        HeatLegend legend = new HeatLegend(Quantity.SURPRISAL);
        legend.visibleProperty().bind(texts.isEqualTo(AnswerText.Mode.TOKENS));
        return legend;
    }
}
