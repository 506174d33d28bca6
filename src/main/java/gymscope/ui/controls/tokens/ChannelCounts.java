package gymscope.ui.controls.tokens;

import gymscope.tokens.Channel;
import gymscope.ui.controls.Figures;
import gymscope.ui.controls.Words;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** How many tokens each channel has, over the rule that marks it in the text: the key to the rules. */
final class ChannelCounts extends HBox {

    private final Map<Channel, Label> labels = new EnumMap<>(Channel.class);
    private final Map<Channel, Integer> shown = new EnumMap<>(Channel.class);

    ChannelCounts() {
        getStyleClass().add("channel-counts");
        for (Channel channel : Channel.values()) {
            Label label = Words.label(name(channel) + " 0", "small", "muted");
            label.setMinWidth(USE_PREF_SIZE);
            labels.put(channel, label);
            getChildren().add(label);
        }
    }

    void show(TokenTally tally) {
        labels.forEach((channel, label) -> {
            int count = tally.of(channel);
            if (count == shown.getOrDefault(channel, 0)) {
                return;
            }
            shown.put(channel, count);
            label.setText(name(channel) + " " + Figures.count(count));
            String rule = "channel-" + channel.name().toLowerCase(Locale.ROOT).replace('_', '-');
            label.getStyleClass().removeAll("muted", rule);
            label.getStyleClass().add(count == 0 ? "muted" : rule);
        });
    }

    private static String name(Channel channel) {
        return channel == Channel.TOOL_ARGUMENT ? "tool arg" : channel.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
