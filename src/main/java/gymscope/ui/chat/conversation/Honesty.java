package gymscope.ui.chat.conversation;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.ui.chat.endpoint.FormHonesty;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import gymscope.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lays an answer beside its request and says in a few words each what the endpoint altered or ignored, such as
 * {@code top_logprobs: 20 → 10}. Says only what the answer proves.
 */
final class Honesty {

    /** Members that an answer may give back as they were in effect. */
    private static final Set<String> ECHOED = Set.of("temperature", "top_p", "seed", "top_k", "presence_penalty",
            "frequency_penalty", "service_tier", "reasoning_effort", "max_tokens", "max_completion_tokens");

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
        lengths();
        stop();
        echoes();
        prompt();
        reasoning();
        remarks.addAll(FormHonesty.remarksOn(request, answer));
        warnings(exchange);
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

    /** More tokens than the most, or an end of its own before the least. */
    private void lengths() {
        Usage usage = Usage.of(answer);
        if (usage == null) {
            return;
        }
        for (String member : List.of("max_tokens", "max_completion_tokens")) {
            Double most = Json.number(request, member);
            if (most != null && usage.output() > most) {
                remarks.add("%s: %d → %d".formatted(member, most.longValue(), usage.output()));
            }
        }
        Double least = Json.number(request, "min_tokens");
        String finish = Json.text(choice(), "finish_reason");
        if (least != null && usage.output() < least && "stop".equals(finish)) {
            remarks.add("min_tokens: %d → %d".formatted(least.longValue(), usage.output()));
        }
    }

    private void stop() {
        if (!request.path("include_stop_str_in_output").asBoolean(false)) {
            String content = content();
            for (JsonNode text : Json.elements(request, "stop")) {
                if (content != null && text.isString() && !text.asString().isEmpty() && content.contains(text.asString())) {
                    ignored("stop");
                    break;
                }
            }
        }
        List<Integer> ends = Json.elements(request, "stop_token_ids").stream().map(id -> id.asInt(-1)).toList();
        List<TraceToken> tokens = trace.tokens();
        if (tokens.stream().limit(Math.max(0, tokens.size() - 1)).map(TraceToken::id).filter(Objects::nonNull)
                .anyMatch(ends::contains)) {
            ignored("stop_token_ids");
        }
    }

    /** What the answer itself says was in effect. */
    private void echoes() {
        for (var member : request.properties()) {
            JsonNode given = answer.get(member.getKey());
            JsonNode asked = member.getValue();
            if (!ECHOED.contains(member.getKey()) || given == null || given.isContainer() || asked.isContainer()) {
                continue;
            }
            boolean numbers = asked.isNumber() && given.isNumber();
            boolean same = numbers
                    ? asked.asDouble() == given.asDouble()
                    : asked.asString().equals(given.asString()) || asked.asString().equals("auto");
            if (given.isNull() && asked.isNumber()) {
                ignored(member.getKey());
            } else if (!given.isNull() && !same) {
                remarks.add("%s: %s → %s".formatted(member.getKey(), asked.asString(), given.asString()));
            }
        }
    }

    private void prompt() {
        boolean told = !Json.elements(answer, "prompt_logprobs").isEmpty()
                || !Json.elements(choice(), "prompt_logprobs").isEmpty();
        if (request.has("prompt_logprobs") && !told) {
            ignored("prompt_logprobs");
        }
    }

    private void reasoning() {
        JsonNode message = choice().path("message");
        String thought = Json.text(message, "reasoning_content");
        boolean thinks = (thought != null && !thought.isBlank())
                || !Objects.requireNonNullElse(Json.text(message, "reasoning"), "").isBlank();
        if (!thinks) {
            return;
        }
        JsonNode kwargs = request.path("chat_template_kwargs");
        if (kwargs.has("enable_thinking") && !kwargs.path("enable_thinking").asBoolean(true)) {
            ignored("enable_thinking");
        }
        if (request.has("include_reasoning") && !request.path("include_reasoning").asBoolean(true)) {
            ignored("include_reasoning");
        }
    }

    /** What the endpoint says itself: {@code warnings} in the answer, and headers that tell of dropped or changed members. */
    private void warnings(Exchange exchange) {
        for (JsonNode warning : Json.elements(answer, "warnings")) {
            String words = warning.isString() ? warning.asString() : Json.text(warning, "message");
            if (words != null) {
                remarks.add("warning: " + words);
            }
        }
        exchange.responseHeaders().forEach((name, values) -> {
            boolean dropped = name.startsWith("x-") && (name.endsWith("-ignored") || name.endsWith("-dropped-params"));
            boolean warns = name.equals("warning") || (name.startsWith("x-") && name.endsWith("-warning"));
            for (String value : values) {
                if (dropped) {
                    List.of(value.split(",", -1)).stream().map(String::strip).filter(member -> !member.isEmpty())
                            .forEach(this::ignored);
                } else if (warns && !value.isBlank()) {
                    remarks.add("warning: " + value);
                }
            }
        });
    }

    private @Nullable String content() {
        return Json.text(choice().path("message"), "content");
    }

    private JsonNode choice() {
        return answer.path("choices").path(0);
    }

    private void ignored(String member) {
        String remark = member + ": ignored";
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }
}
