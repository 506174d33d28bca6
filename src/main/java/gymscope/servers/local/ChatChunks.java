package gymscope.servers.local;

import gymscope.engine.generation.GeneratedToken;
import gymscope.parsing.IncrementalAnswer;
import gymscope.servers.http.EventStream;
import gymscope.servers.http.HttpCall;
import gymscope.servers.local.answer.AnswerStream;
import gymscope.servers.local.answer.AnswerStream.Piece;
import gymscope.servers.local.answer.Choices;
import gymscope.servers.local.answer.Choices.Step;
import gymscope.servers.local.answer.TokenForms;
import gymscope.servers.local.answer.UsageCounts;
import gymscope.servers.local.request.ChatRequest;
import gymscope.wire.ServerSentEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A chat completion as a stream of chunks, in vLLM's order. */
final class ChatChunks {

    private final ChatTurn turn;
    private final ChatRequest.Streaming streaming;
    private final Choices choices;
    private final List<IncrementalAnswer> parsers = new ArrayList<>();
    private boolean promptSent;

    ChatChunks(ChatTurn turn, ChatRequest.Streaming streaming, Choices choices) {
        this.turn = turn;
        this.streaming = streaming;
        this.choices = choices;
        choices.answers().forEach(_ -> parsers.add(turn.parser().incremental()));
    }

    /** Sends all; what goes wrong before the first token is still an ordinary error. */
    void send(HttpCall call) throws InterruptedException {
        Step step = choices.next();
        EventStream stream = call.stream();
        Set<Integer> opened = new HashSet<>();
        while (step != null) {
            if (opened.add(step.choice())) {
                stream.send(ServerSentEvent.of(opening(step.choice())));
            }
            ObjectNode chunk = step.piece() == null ? last(step.choice()) : next(step.choice(), step.piece());
            if (chunk != null) {
                stream.send(ServerSentEvent.of(chunk));
            }
            step = choices.next();
        }
        if (streaming.includeUsage()) {
            ObjectNode usage = turn.head("chat.completion.chunk");
            usage.putArray("choices");
            usage.set("usage", turn.usage(choices.answers()).toChat());
            stream.send(ServerSentEvent.of(usage));
        }
        stream.send(ServerSentEvent.done());
    }

    /** The first chunk of a choice: its role, and once the prompt's ids. */
    private ObjectNode opening(int index) {
        ObjectNode chunk = chunk(index, ChatDelta.opening());
        if (turn.request().parameters().returnTokenIds() && !promptSent) {
            promptSent = true;
            chunk.set("prompt_token_ids", TokenForms.ids(turn.prompt().ids()));
        }
        return chunk;
    }

    /** A token's chunk; null when it shows nothing. */
    private @Nullable ObjectNode next(int index, Piece piece) {
        ObjectNode delta = ChatDelta.of(parsers.get(index).push(piece.text()), turn.request());
        boolean carriesToken = turn.request().topLogprobs() >= 0 || turn.request().parameters().returnTokenIds();
        if (delta.isEmpty() && !carriesToken) {
            return null;
        }
        List<GeneratedToken> token = List.of(piece.token());
        ObjectNode chunk = chunk(index, delta);
        ObjectNode choice = choice(chunk);
        choice.set("logprobs", turn.logprobs(token));
        if (turn.request().parameters().returnTokenIds()) {
            choice.set("token_ids", TokenForms.ids(token));
        }
        return chunk;
    }

    private ObjectNode last(int index) {
        AnswerStream answer = choices.answers().get(index);
        IncrementalAnswer parser = parsers.get(index);
        ObjectNode delta = ChatDelta.of(parser.push(answer.end().tail()), parser.finish(), turn.request());
        ObjectNode chunk = chunk(index, delta);
        choice(chunk).put("finish_reason", ChatTurn.finishReason(answer, parser.toolCalls() > 0));
        choice(chunk).set("stop_reason", ChatTurn.stopReason(answer));
        return chunk;
    }

    private ObjectNode chunk(int index, ObjectNode delta) {
        ObjectNode chunk = turn.head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs").putNull("finish_reason");
        if (streaming.continuousUsage()) {
            int cached = choices.answers().get(index).cachedTokens();
            chunk.set("usage", new UsageCounts(turn.prompt().ids().length, choices.generatedTokens(), cached, null).toChat());
        }
        return chunk;
    }

    private static ObjectNode choice(ObjectNode chunk) {
        return (ObjectNode) chunk.path("choices").path(0);
    }
}
