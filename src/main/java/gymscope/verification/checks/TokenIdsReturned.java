package gymscope.verification.checks;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.reading.TraceReader;
import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether the numbers of prompt and answer tokens come back, one for each log probability. */
final class TokenIdsReturned implements Check {

    private static final String WHY = "A trainer that must tokenize the text again may train on other tokens than were sampled.";
    private static final String FIX = "vLLM 0.10.2 or newer takes return_token_ids: true";

    @Override
    public String id() {
        return "token_ids";
    }

    @Override
    public String title() {
        return "Token ids are returned";
    }

    @Override
    public Theme theme() {
        return Theme.TOKEN_IDS;
    }

    @Override
    public String shortfall() {
        return "token ids are not returned";
    }

    @Override
    public Finding examine(Probe probe) {
        if (Answers.choice(probe.greeting()) == null) {
            return Finding.notApplicable("a chat is not answered at all");
        }
        Exchange exchange = probe.chat(LogProbabilitiesSane.request(probe).put("return_token_ids", true));
        JsonNode choice = Answers.choice(exchange);
        if (choice == null) {
            return Finding.fail("return_token_ids is refused: " + Answers.missing(exchange), WHY, FIX);
        }
        JsonNode answer = Objects.requireNonNull(exchange.answer());
        List<JsonNode> ids = Json.elements(choice, "token_ids");
        List<JsonNode> prompt = Json.elements(answer, "prompt_token_ids");
        if (ids.isEmpty()) {
            return placeholders(probe);
        }
        if (ids.stream().anyMatch(id -> !id.isIntegralNumber() || id.asLong() < 0)) {
            return Finding.fail("token_ids holds something that is no id", WHY, FIX);
        }
        Finding fault = lengths(ids.size(), Json.elements(choice.path("logprobs"), "content").size(), exchange);
        if (fault != null) {
            return fault;
        }
        return judgePrompt(prompt.size(), ids.size(), Answers.usage(exchange, "prompt_tokens"));
    }

    private static @Nullable Finding lengths(int ids, int logprobs, Exchange exchange) {
        if (logprobs > 0 && ids != logprobs) {
            return Finding.fail("%s, %d log probabilities".formatted(Words.count(ids, "id"), logprobs),
                    "Ids and log probabilities of different lengths can't be paired.", FIX);
        }
        Long counted = Answers.usage(exchange, "completion_tokens");
        return counted == null || counted == ids
                ? null
                : Finding.fail("%s, usage counts %d".formatted(Words.count(ids, "id"), counted), WHY, FIX);
    }

    private static Finding judgePrompt(int prompt, int answer, @Nullable Long counted) {
        if (prompt == 0) {
            return Finding.fail("answer %d, the prompt's ids are missing".formatted(answer), WHY, FIX);
        }
        if (counted != null && counted != prompt) {
            return Finding.fail("prompt %d, usage counts %d".formatted(prompt, counted), WHY, FIX);
        }
        return Finding.pass("prompt %d, answer %d, all present".formatted(prompt, answer));
    }

    /** Before vLLM returned ids it could write them in place of the tokens' texts. */
    private static Finding placeholders(Probe probe) {
        Exchange exchange = probe.chat(LogProbabilitiesSane.request(probe).put("return_tokens_as_token_ids", true));
        TokenTrace trace = exchange.succeeded() ? TraceReader.of(exchange) : TokenTrace.EMPTY;
        boolean known = !trace.isEmpty() && trace.tokens().stream().allMatch(token -> token.id() != null);
        return known
                ? Finding.warn(
                        "%s only as token_id:N in the log probabilities, none of the prompt"
                                .formatted(Words.count(trace.size(), "id")),
                        WHY, FIX)
                : Finding.fail("return_token_ids: true is ignored, the answer has none", WHY, FIX);
    }
}
