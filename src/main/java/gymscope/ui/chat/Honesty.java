package gymscope.ui.chat;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lays an answer beside its request and says in a few words each what the endpoint altered or ignored, such as
 * {@code top_logprobs: 20 → 10}. Says only what the answer proves.
 */
final class Honesty {

    private final JsonNode request;
    private final JsonNode answer;
    private final TokenTrace trace;
    private final List<String> remarks = new ArrayList<>();

    private Honesty(JsonNode request, JsonNode answer, TokenTrace trace) {
        this.request = request;
        this.answer = answer;
        this.trace = trace;
    }

    /** The remarks on an exchange that ended well; none for another. */
    static List<String> remarksOn(Exchange exchange, TokenTrace trace) {
        JsonNode request = exchange.request();
        JsonNode answer = exchange.answer();
        if (request == null || answer == null || !exchange.succeeded()) {
            return List.of();
        }
        Honesty honesty = new Honesty(request, answer, trace);
        honesty.judge(exchange);
        return List.copyOf(honesty.remarks);
    }

    private void judge(Exchange exchange) {
        model();
        if (request.path("stream").asBoolean(false) && !exchange.streamed()) {
            ignored("stream");
        }
        if (request.path("logprobs").asBoolean(false)) {
            logprobs();
        }
        if (request.path("return_token_ids").asBoolean(false) && trace.tokens().stream().allMatch(token -> token.id() == null)) {
            ignored("return_token_ids");
        }
        Usage usage = Usage.of(answer);
        Double most = Json.number(request, "max_tokens");
        if (most != null && usage != null && usage.output() > most) {
            remarks.add("max_tokens: %d → %d".formatted(most.longValue(), usage.output()));
        }
        stop();
    }

    /** A name that only grows a date ({@code gpt-4o-mini-2024-07-18}) is the same model. */
    private void model() {
        String asked = Json.text(request, "model");
        String given = Json.text(answer, "model");
        if (asked != null && given != null && !given.startsWith(asked)) {
            remarks.add("model: %s → %s".formatted(asked, given));
        }
    }

    private void logprobs() {
        if (trace.scored() == 0) {
            ignored("logprobs");
            return;
        }
        Double asked = Json.number(request, "top_logprobs");
        int given = trace.tokens().stream().map(TraceToken::alternatives).mapToInt(List::size).max().orElse(0);
        if (asked != null && given < asked) {
            remarks.add(given == 0 ? "top_logprobs: ignored" : "top_logprobs: %d → %d".formatted(asked.intValue(), given));
        }
    }

    private void stop() {
        if (request.path("include_stop_str_in_output").asBoolean(false)) {
            return;
        }
        String content = content();
        for (JsonNode text : Json.elements(request, "stop")) {
            if (content != null && text.isString() && !text.asString().isEmpty() && content.contains(text.asString())) {
                ignored("stop");
                return;
            }
        }
    }

    private @Nullable String content() {
        return Json.text(answer.path("choices").path(0).path("message"), "content");
    }

    private void ignored(String member) {
        remarks.add(member + ": ignored");
    }
}
