package gymscope.ui.chat.conversation;

import gymscope.parsing.ParseRequest;
import gymscope.parsing.ParsedAnswer;
import gymscope.parsing.Part;
import gymscope.parsing.Segment;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.chat.conversation.Answer.Facts;
import gymscope.ui.chat.endpoint.RawReading;
import gymscope.ui.chat.endpoint.ReadingChoice;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Adds up an answer that goes on from a fork: what stood before, the chosen token, what comes. One thread adds, any thread
 * looks.
 */
final class ContinuedAnswer {

    /** Fewer characters than this may come up again by chance. */
    private static final int TELLING = 8;

    private final ForkPoint point;
    private final boolean raw;
    private final ParseRequest request;
    private RawReading reading;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<TraceToken> tokens = new ArrayList<>();
    private final Stretch all = new Stretch();
    private String finish = "";
    private boolean untold;

    /**
     * @param raw whether the pieces are raw text
     * @param reading who reads raw text
     * @param request what is known of the request that it answers
     */
    ContinuedAnswer(ForkPoint point, boolean raw, RawReading reading, ParseRequest request) {
        this.point = point;
        this.raw = raw;
        this.reading = reading;
        this.request = request;
        tokens.addAll(point.before());
        tokens.add(point.taken());
    }

    synchronized void add(JsonNode choice, @Nullable Duration arrival) {
        JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String piece = choice.has("text") ? Json.text(choice, "text") : Json.text(said, "content");
        String thought = Objects.requireNonNullElse(Json.text(said, "reasoning_content"), "")
                + Objects.requireNonNullElse(Json.text(said, "reasoning"), "");
        text.append(Objects.requireNonNullElse(piece, ""));
        reasoning.append(thought);
        List<TraceToken> told = PieceTokens.of(choice);
        untold |= told.isEmpty() && piece != null && !piece.isEmpty();
        for (TraceToken token : told) {
            Channel channel = thought.isEmpty() ? token.channel() : Channel.REASONING;
            tokens.add(new TraceToken(tokens.size(), token.id(), token.text(), token.bytes(), token.logprob(),
                    token.alternatives(), channel, arrival));
        }
        String reason = Json.text(choice, "finish_reason");
        finish = reason == null ? finish : reason;
        if (arrival != null && (!told.isEmpty() || (piece != null && !piece.isEmpty()))) {
            all.add(arrival);
        }
    }

    /** Learns the chosen token's number, which the request for the rest had to find out. */
    synchronized void learnChosen(int id) {
        TraceToken chosen = tokens.get(point.position());
        tokens.set(point.position(), new TraceToken(chosen.position(), id, chosen.text(), chosen.bytes(), chosen.logprob(),
                chosen.alternatives(), chosen.channel(), chosen.arrival()));
    }

    /** Whether an answer by chat says once more how the first one begins: it does not go on from the fork. */
    synchronized boolean beganAnew() {
        String before = Objects.requireNonNullElse(point.contentBefore(), "").strip();
        return !raw && before.length() >= TELLING && text.toString().strip().startsWith(before);
    }

    /** What there is so far. A trace that lacks tokens of the text is none. */
    synchronized Answer answer() {
        TokenTrace trace = untold ? TokenTrace.EMPTY : new TokenTrace(tokens, point.answer().trace().promptIds());
        int fresh = tokens.size() - point.position() - 1;
        Facts facts = new Facts(untold ? all.pieces() : fresh, untold ? Facts.Unit.PIECES : Facts.Unit.TOKENS,
                all.rate(untold ? all.pieces() : fresh), all.first(), null, finish);
        String chosen = point.taken().text();
        if (!raw) {
            String before = Objects.requireNonNullElse(point.contentBefore(), "");
            return new Answer(point.answer().reasoning() + reasoning, before + chosen + text, List.of(), trace, facts);
        }
        ParsedAnswer parsed = reading.read(whole(), point.startsInReasoning(), point.thinks(), request);
        return new Answer(Objects.requireNonNullElse(parsed.reasoning(), ""), Objects.requireNonNullElse(parsed.content(), ""),
                parsed.toolCalls(), painted(trace, parsed), facts);
    }

    /** Who reads the whole text, now that it is there: another one where the first finds no call. */
    synchronized RawReading settle() {
        if (raw && answer().calls().isEmpty()) {
            reading = ReadingChoice.better(reading, whole(), request);
        }
        return reading;
    }

    private String whole() {
        return point.textBefore() + point.taken().text() + text;
    }

    private static TokenTrace painted(TokenTrace trace, ParsedAnswer parsed) {
        List<TraceToken> tokens = new ArrayList<>();
        List<Span> spans = trace.spans();
        for (int i = 0; i < trace.size(); i++) {
            tokens.add(trace.tokens().get(i).withChannel(channel(spans.get(i), parsed.segments())));
        }
        return new TokenTrace(tokens, trace.promptIds());
    }

    /** The part that most of the token lies in; one without text is a marker. */
    private static Channel channel(Span token, List<Segment> segments) {
        Part most = Part.MARKUP;
        int longest = 0;
        for (Segment segment : segments) {
            int shared = Math.min(token.end(), segment.span().end()) - Math.max(token.start(), segment.span().start());
            if (shared > longest) {
                longest = shared;
                most = segment.part();
            }
        }
        return switch (most) {
            case REASONING -> Channel.REASONING;
            case CONTENT -> Channel.CONTENT;
            case TOOL_NAME -> Channel.TOOL_NAME;
            case TOOL_ARGUMENTS -> Channel.TOOL_ARGUMENT;
            case MARKUP -> Channel.TEMPLATE;
        };
    }
}
