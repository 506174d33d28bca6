package gymscope.ui.chat.conversation;

import gymscope.client.continuation.Fork;
import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token of an answer with the one to take in its place.
 *
 * @param answer the whole answer that is left there
 * @param position of the token in its trace
 * @param chosen what stands there instead
 */
public record ForkPoint(Answer answer, int position, Alternative chosen) {

    private static final Set<Channel> CALL = Set.of(Channel.TOOL_NAME, Channel.TOOL_ARGUMENT);

    /** What the first answer has at this place. */
    public TraceToken left() {
        return answer.trace().tokens().get(position);
    }

    /** The tokens before it. */
    List<TraceToken> before() {
        return answer.trace().tokens().subList(0, position);
    }

    /** The chosen token, with the alternatives that were there. */
    TraceToken taken() {
        TraceToken left = left();
        return new TraceToken(position, chosen.id(), chosen.text(), chosen.bytes(), chosen.logprob(), left.alternatives(),
                left.channel(), left.arrival());
    }

    /** Whether the prompt ended inside open reasoning. */
    boolean startsInReasoning() {
        List<TraceToken> tokens = answer.trace().tokens();
        return tokens.stream().filter(token -> !token.text().isBlank()).findFirst()
                .filter(token -> token.channel() == Channel.REASONING).isPresent();
    }

    /** Whether the first answer has reasoning. */
    boolean thinks() {
        return !answer.reasoning().isBlank()
                || answer.trace().tokens().stream().anyMatch(token -> token.channel() == Channel.REASONING);
    }

    /** The text before it, markers included. */
    String textBefore() {
        return new TokenTrace(before()).text();
    }

    /** What of the text before is content; null inside reasoning and calls. */
    @Nullable
    String contentBefore() {
        List<TraceToken> before = before();
        boolean inCall = CALL.contains(left().channel()) || before.stream().anyMatch(token -> CALL.contains(token.channel()));
        boolean afterContent = left().channel() == Channel.TEMPLATE
                && before.stream().anyMatch(token -> token.channel() == Channel.CONTENT);
        if (inCall || (left().channel() != Channel.CONTENT && !afterContent)) {
            return null;
        }
        TokenTrace trace = new TokenTrace(before);
        String text = trace.text();
        StringBuilder content = new StringBuilder();
        List<Span> spans = trace.spans();
        int end = 0;
        for (int i = 0; i < before.size(); i++) {
            Span span = spans.get(i);
            if (before.get(i).channel() == Channel.CONTENT && span.end() > end) {
                content.append(text, Math.max(end, span.start()), span.end());
                end = span.end();
            }
        }
        return content.toString();
    }

    /** The same for the client. */
    Fork fork(ObjectNode request, @Nullable String promptText) {
        List<Integer> ids = new ArrayList<>();
        before().forEach(token -> {
            if (token.id() != null) {
                ids.add(token.id());
            }
        });
        return new Fork(request, answer.trace().promptIds(), promptText, ids.size() == position ? ids : null,
                lacksMarker() ? null : textBefore(), contentBefore(), position, chosen.id(), chosenText());
    }

    /** Whether reasoning ended before this place, and no token tells by which marker. */
    private boolean lacksMarker() {
        List<Channel> channels = before().stream().map(TraceToken::channel).toList();
        int thought = channels.lastIndexOf(Channel.REASONING);
        return thought >= 0 && left().channel() != Channel.REASONING
                && !channels.subList(thought, channels.size()).contains(Channel.TEMPLATE);
    }

    private @Nullable String chosenText() {
        boolean partial = chosen.bytes() != null && !chosen.bytes().isText();
        boolean placeholder = chosen.bytes() == null && chosen.id() != null
                && chosen.text().equals(TraceToken.placeholder(chosen.id()));
        return partial || placeholder ? null : chosen.text();
    }
}
