package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.tokens.TraceToken;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** How many tokens each channel has, over the rule that marks it in the text: the key to the rules. */
final class ChannelCounts extends HBox {

    ChannelCounts() {
        getStyleClass().add("channel-counts");
    }

    void show(List<TraceToken> tokens) {
        getChildren().clear();
        for (Channel channel : Channel.values()) {
            long count = tokens.stream().filter(token -> token.channel() == channel).count();
            String name = channel == Channel.TOOL_ARGUMENT
                    ? "tool arg"
                    : channel.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            Label label = Words.label(name + " " + Figures.count(count), "small");
            label.getStyleClass()
                    .add(count == 0 ? "muted" : "channel-" + channel.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            label.setMinWidth(USE_PREF_SIZE);
            getChildren().add(label);
        }
    }
}
