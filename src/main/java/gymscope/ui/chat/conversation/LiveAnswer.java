package gymscope.ui.chat.conversation;

import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.TraceReader;
import gymscope.ui.chat.conversation.Answer.Facts;
import gymscope.wire.ApiError;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.StreamEvent;
import gymscope.wire.ToolCall;
import gymscope.wire.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Adds up an answer of Chat Completions while it arrives. One thread adds, any thread looks. While it arrives a token's
 * channel is that of the piece that brought it; the finished answer tells them exactly.
 */
final class LiveAnswer {

    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final List<TraceToken> tokens = new ArrayList<>();
    private final Stretch all = new Stretch();
    private final Stretch thinking = new Stretch();
    private String finish = "";
    private @Nullable Usage usage;
    private @Nullable String error;

    /** Takes an event of the stream. */
    synchronized void add(StreamEvent event) {
        JsonNode data = event.json();
        if (data == null) {
            return;
        }
        ApiError problem = data.has("choices") ? null : ApiError.of(data);
        if (problem != null) {
            error = problem.message();
        }
        for (JsonNode choice : Json.elements(data, "choices")) {
            if (choice.path("index").asInt(0) == 0) {
                take(choice, choice.path("delta"), event.arrival());
            }
        }
        Usage told = Usage.of(data);
        usage = told == null ? usage : told;
    }

    /** What has come so far. */
    synchronized Answer answer() {
        return new Answer(reasoning.toString(), content.toString(), calls.stream().map(Call::call).toList(),
                new TokenTrace(tokens), facts(tokens.size()));
    }

    /** The whole answer, once the exchange is over. */
    synchronized Answer finished(Exchange exchange) {
        JsonNode answer = exchange.streamed() ? null : exchange.answer();
        if (answer != null) {
            usage = Usage.of(answer);
            for (JsonNode choice : Json.elements(answer, "choices")) {
                if (choice.path("index").asInt(0) == 0) {
                    take(choice, choice.path("message"), null);
                }
            }
        }
        TokenTrace trace = TraceReader.of(exchange);
        return new Answer(reasoning.toString(), content.toString(), calls.stream().map(Call::call).toList(), trace,
                facts(trace.size()));
    }

    /** What the stream said had gone wrong, null when it said nothing of the kind. */
    synchronized @Nullable String error() {
        return error;
    }

    private void take(JsonNode choice, JsonNode delta, @Nullable Duration arrival) {
        String thought = Json.text(delta, "reasoning_content");
        thought = thought == null ? Json.text(delta, "reasoning") : thought;
        String said = Json.text(delta, "content");
        String refused = Json.text(delta, "refusal");
        List<JsonNode> called = Json.elements(delta, "tool_calls");
        append(reasoning, thought);
        append(content, said);
        append(content, refused);
        called.forEach(this::takeCall);
        List<TraceToken> told = tokensOf(choice, delta, arrival);
        tokens.addAll(told);
        String reason = Json.text(choice, "finish_reason");
        finish = reason == null ? finish : reason;
        boolean something = isText(thought) || isText(said) || isText(refused) || !called.isEmpty() || !told.isEmpty();
        if (something && arrival != null) {
            all.add(arrival);
            if (isText(thought)) {
                thinking.add(arrival);
            }
        }
    }

    private void takeCall(JsonNode piece) {
        int index = piece.path("index").asInt(calls.size());
        Call call = calls.stream().filter(known -> known.index == index).findFirst().orElse(null);
        if (call == null) {
            call = new Call(index);
            calls.add(call);
        }
        JsonNode function = piece.path("function");
        String id = Json.text(piece, "id");
        String name = Json.text(function, "name");
        call.id = id == null ? call.id : id;
        call.name = name == null ? call.name : name;
        append(call.arguments, Json.text(function, "arguments"));
    }

    private List<TraceToken> tokensOf(JsonNode choice, JsonNode delta, @Nullable Duration arrival) {
        Channel said = channelOf(delta);
        List<TraceToken> placed = new ArrayList<>();
        for (TraceToken token : PieceTokens.of(choice)) {
            Channel channel = token.channel() == Channel.TEMPLATE ? Channel.TEMPLATE : said;
            placed.add(new TraceToken(tokens.size() + placed.size(), token.id(), token.text(), token.bytes(), token.logprob(),
                    token.alternatives(), channel, arrival));
        }
        return placed;
    }

    private static Channel channelOf(JsonNode delta) {
        if (isText(Json.text(delta, "reasoning_content")) || isText(Json.text(delta, "reasoning"))) {
            return Channel.REASONING;
        }
        List<JsonNode> calls = Json.elements(delta, "tool_calls");
        if (!calls.isEmpty()) {
            return calls.getFirst().path("function").has("name") ? Channel.TOOL_NAME : Channel.TOOL_ARGUMENT;
        }
        return isText(Json.text(delta, "content")) ? Channel.CONTENT : Channel.TEMPLATE;
    }

    private Facts facts(int traced) {
        boolean countable = usage != null || traced > 0;
        long count = usage != null && usage.output() > 0 ? usage.output() : countable ? traced : all.pieces();
        return new Facts(count, countable ? Facts.Unit.TOKENS : Facts.Unit.PIECES, all.rate(count), all.first(),
                thinking.length(), finish);
    }

    private static void append(StringBuilder text, @Nullable String piece) {
        if (piece != null) {
            text.append(piece);
        }
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    /** A call while its arguments arrive. */
    private static final class Call {
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String id;
        private String name = "";

        Call(int index) {
            this.index = index;
        }

        ToolCall call() {
            return new ToolCall(id, name, arguments.toString(), null);
        }
    }
}
