package gymscope.tokens.reading;

import gymscope.tokens.AnswerParts;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LegacyLogprobs;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.tokens.reading.stream.StreamDocument;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Makes traces of answers in any {@link Dialect}, and of the items of NeMo Gym's model servers. An answer that tells nothing of its tokens gives an empty trace; members of an
 * unexpected shape are passed over.
 */
public final class TraceReader {

    private TraceReader() {
    }

    /** The trace of an exchange's first choice, with arrival times when it was a stream. */
    public static TokenTrace of(Exchange exchange) {
        return of(exchange, 0);
    }

    /** The trace of one choice of an exchange. */
    public static TokenTrace of(Exchange exchange, int choice) {
        JsonNode answer = exchange.streamed() ? StreamDocument.of(exchange.events()).document() : exchange.answer();
        TokenTrace trace = answer == null ? TokenTrace.EMPTY : ofAnswer(answer, choice);
        return exchange.streamed() ? StreamArrivals.add(trace, exchange.events(), choice) : trace;
    }

    /** The trace of a whole answer, whichever of the dialects it is in; empty when it is in none. */
    public static TokenTrace ofAnswer(JsonNode answer, int choice) {
        Dialect dialect = Dialect.of(answer, "");
        return dialect == Dialect.RESPONSES ? ofResponse(answer) : AnswerReading.draft(dialect, answer, choice).trace();
    }

    /** {@code choices[choice]} of Chat Completions: {@code logprobs.content}, {@code token_ids}, {@code prompt_token_ids}. */
    public static TokenTrace ofChat(JsonNode answer, int choice) {
        return AnswerReading.draft(Dialect.CHAT, answer, choice).trace();
    }

    /** {@code choices[choice]} of Completions: parallel arrays, or llama.cpp's entries in the form of Chat Completions. */
    public static TokenTrace ofCompletion(JsonNode answer, int choice) {
        return AnswerReading.draft(Dialect.COMPLETIONS, answer, choice).trace();
    }

    /** All items of a Responses answer one after the other. */
    public static TokenTrace ofResponse(JsonNode answer) {
        TokenTrace trace = TokenTrace.EMPTY;
        for (JsonNode item : Json.elements(answer, "output")) {
            trace = trace.then(ofItem(item));
        }
        return trace;
    }

    /**
     * One item of a Responses answer or of a stored rollout: {@code output_text.logprobs}, and NeMo Gym's
     * {@code prompt_token_ids}, {@code generation_token_ids}, {@code generation_log_probs}, which an answer's last item
     * carries for the whole turn.
     */
    public static TokenTrace ofItem(JsonNode item) {
        List<TraceToken> texts = new ArrayList<>();
        for (JsonNode part : Json.elements(item, "content")) {
            texts.addAll(LogprobEntries.read(Json.elements(part, "logprobs"), texts.size()));
        }
        if (item.has("generation_token_ids")) {
            boolean call = "function_call".equals(Json.text(item, "type"));
            return ItemTokens.trace(item, texts, call ? Channel.TOOL_ARGUMENT : Channel.CONTENT);
        }
        return new TokenTrace(texts).withChannels(AnswerParts.NONE);
    }

    /** The entries of a choice's log probabilities in either form. */
    static List<TraceToken> entries(JsonNode choice) {
        JsonNode logprobs = choice.path("logprobs");
        return logprobs.has("tokens")
                ? LegacyLogprobs.read(logprobs)
                : LogprobEntries.read(Json.elements(logprobs, "content"), 0);
    }

    static List<Integer> ids(JsonNode owner, String member) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode element : Json.elements(owner, member)) {
            Integer id = Json.integer(element);
            if (id == null) {
                return List.of();
            }
            ids.add(id);
        }
        return ids;
    }

    static JsonNode choice(JsonNode answer, int index) {
        List<JsonNode> choices = Json.elements(answer, "choices");
        return choices.stream().filter(choice -> choice.path("index").asInt(0) == index).findFirst().orElse(Json.object());
    }
}
