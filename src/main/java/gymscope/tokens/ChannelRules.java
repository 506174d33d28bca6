package gymscope.tokens;

import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the channel of each token: that of most of its characters. */
final class ChannelRules {

    private ChannelRules() {
    }

    static List<TraceToken> assign(List<TraceToken> tokens, AnswerParts parts) {
        TraceText text = TraceText.of(tokens);
        if (text.text().isEmpty()) {
            return tokens;
        }
        Channel[] painted = new ChannelPainter(text.text(), parts).paint();
        List<TraceToken> assigned = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            TraceToken token = tokens.get(i);
            assigned.add(token.isPlaceholder() ? token : token.withChannel(most(painted, text.spans().get(i))));
        }
        return assigned;
    }

    /** A token without text is a marker that the endpoint does not show. */
    private static Channel most(Channel[] painted, Span span) {
        if (span.start() == span.end()) {
            return Channel.TEMPLATE;
        }
        Map<Channel, Integer> counts = new EnumMap<>(Channel.class);
        for (int i = span.start(); i < span.end(); i++) {
            counts.merge(painted[i], 1, Integer::sum);
        }
        return counts.entrySet().stream().max(Map.Entry.<Channel, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Channel, Integer>comparingByKey().reversed())).orElseThrow().getKey();
    }
}
