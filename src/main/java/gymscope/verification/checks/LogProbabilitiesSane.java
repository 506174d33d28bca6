package gymscope.verification.checks;

import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.TraceReader;
import gymscope.verification.Check;
import gymscope.verification.Finding;
import gymscope.verification.Probe;
import gymscope.verification.Theme;
import gymscope.verification.Words;
import gymscope.wire.Exchange;
import gymscope.wire.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether every sampled token comes with a log probability that can be one, and whether the tokens are the answer. */
final class LogProbabilitiesSane implements Check {

    static final int ALTERNATIVES = 5;

    private static final double ABOVE_ZERO = 1e-6;
    private static final double MASS = 1e-3;
    private static final Pattern MARKERS = Pattern.compile("</?think>|<\\|[^|<>\\s]{1,40}\\|>|</s>");
    private static final String WHY = "A policy gradient needs the log probability of every token that was sampled.";
    private static final String RAW = "vllm serve … --logprobs-mode raw_logprobs";

    @Override
    public String id() {
        return "logprobs_sane";
    }

    @Override
    public String title() {
        return "Log probabilities are sane";
    }

    @Override
    public Theme theme() {
        return Theme.LOG_PROBABILITIES;
    }

    @Override
    public String shortfall() {
        return "log probabilities are missing or not sane";
    }

    /** The greeting with log probabilities. */
    static ObjectNode request(Probe probe) {
        return probe.greetingRequest().put("logprobs", true).put("top_logprobs", ALTERNATIVES);
    }

    @Override
    public Finding examine(Probe probe) {
        if (Answers.choice(probe.greeting()) == null) {
            return Finding.notApplicable("a chat is not answered at all");
        }
        Exchange exchange = probe.chat(request(probe));
        JsonNode choice = Answers.choice(exchange);
        if (choice == null) {
            return Finding.fail("logprobs is refused: " + Answers.missing(exchange), WHY, "vllm serve … --max-logprobs 20");
        }
        List<JsonNode> entries = Json.elements(choice.path("logprobs"), "content");
        if (entries.isEmpty()) {
            return Finding.fail("logprobs: true is ignored, the answer has none", WHY,
                    "A server that returns logprobs, such as vllm serve …");
        }
        TokenTrace trace = TraceReader.of(exchange);
        Finding finding = judgeValues(trace, entries);
        finding = finding == null ? judgeText(trace, choice) : finding;
        finding = finding == null ? judgeCount(trace, Answers.usage(exchange, "completion_tokens")) : finding;
        finding = finding == null ? judgeAlternatives(trace) : finding;
        return finding == null ? passed(trace) : finding;
    }

    private static @Nullable Finding judgeValues(TokenTrace trace, List<JsonNode> entries) {
        long missing = trace.tokens().stream().filter(token -> token.logprob() == null).count();
        if (missing > 0) {
            return Finding.fail("%d of %s without a log probability".formatted(missing, Words.count(trace.size(), "token")), WHY,
                    null);
        }
        for (TraceToken token : trace.tokens()) {
            Double logprob = token.logprob();
            if (logprob != null && (logprob.isNaN() || logprob > ABOVE_ZERO)) {
                return Finding.fail(
                        "token %d has %s, which is above 0".formatted(token.position() + 1, Words.decimal(logprob, 3)),
                        "The server returns logits or scores, not log probabilities.", RAW);
            }
        }
        long floored = trace.tokens().stream().filter(TraceToken::floored).count();
        if (floored > 0) {
            return Finding.fail("%s at the floor of \u22129999".formatted(Words.count(floored, "token")),
                    "A sampled token can't have probability 0; its value was lost.", RAW);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (!isSorted(Json.elements(entries.get(i), "top_logprobs"), trace.tokens().get(i))) {
                return Finding.fail("the alternatives of token %d are not sorted".formatted(i + 1),
                        "Readers take the first alternatives for the most likely ones.", null);
            }
        }
        return judgeMass(trace);
    }

    private static @Nullable Finding judgeMass(TokenTrace trace) {
        for (TraceToken token : trace.tokens()) {
            double mass = token.alternatives().stream().mapToDouble(other -> other.probability()).sum();
            if (mass > 1 + MASS) {
                return Finding.fail(
                        "the alternatives of token %d add up to %s".formatted(token.position() + 1, Words.decimal(mass, 3)),
                        "Probabilities of different tokens can't exceed 1 together.", RAW);
            }
        }
        return null;
    }

    /** vLLM puts the sampled token first and then the most likely ones; OpenAI only the latter. */
    private static boolean isSorted(List<JsonNode> top, TraceToken token) {
        boolean sampledFirst = !top.isEmpty() && token.logprob() != null
                && Math.abs(top.getFirst().path("logprob").asDouble() - token.logprob()) < ABOVE_ZERO;
        for (int i = sampledFirst ? 2 : 1; i < top.size(); i++) {
            if (top.get(i).path("logprob").asDouble() > top.get(i - 1).path("logprob").asDouble() + ABOVE_ZERO) {
                return false;
            }
        }
        return true;
    }

    /**
     * The tokens may hold more than the answer shows: markers that the parsers removed, with the space around them. OpenAI's
     * servers leave reasoning out of the log probabilities.
     */
    private static @Nullable Finding judgeText(TokenTrace trace, JsonNode choice) {
        String text = trace.text();
        String content = Answers.content(choice).strip();
        String reasoning = Answers.reasoning(choice).strip();
        String shown = MARKERS.matcher(text).replaceAll("").replaceAll("\\s+", "");
        boolean nothingElse = shown.equals((reasoning + content).replaceAll("\\s+", ""))
                || shown.equals(content.replaceAll("\\s+", ""));
        if (text.contains(content) && nothingElse) {
            return null;
        }
        return Finding.fail("the tokens join to %s, the answer is %s".formatted(Words.quote(text), Words.quote(content)),
                "Log probabilities of other tokens than those of the answer train the wrong text.", null);
    }

    private static @Nullable Finding judgeCount(TokenTrace trace, @Nullable Long counted) {
        if (counted == null || counted == trace.size()) {
            return null;
        }
        String evidence = "%d log probabilities, usage counts %d".formatted(trace.size(), counted);
        return counted == trace.size() + 1
                ? Finding.warn(evidence, "The end token is sampled too, and its log probability is missing.", null)
                : Finding.fail(evidence, WHY, null);
    }

    private static @Nullable Finding judgeAlternatives(TokenTrace trace) {
        if (trace.tokens().stream().anyMatch(token -> token.bytes() == null)) {
            return Finding.warn("%s, without bytes".formatted(Words.count(trace.size(), "token")),
                    "A character over several tokens can't be put together from their texts.", null);
        }
        int fewest = trace.tokens().stream().mapToInt(token -> token.alternatives().size()).min().orElse(0);
        if (fewest < ALTERNATIVES) {
            return Finding.warn("asked for %d alternatives, got %d".formatted(ALTERNATIVES, fewest),
                    "Entropy can only be bounded as closely as the alternatives allow.", "vllm serve … --max-logprobs 20");
        }
        for (TraceToken token : trace.tokens()) {
            Integer rank = token.rank();
            if (rank != null && rank > 1) {
                return Finding.warn("token %d is not the most likely one at temperature 0".formatted(token.position() + 1),
                        "A penalty or the server's own sampling defaults change greedy decoding.",
                        "vllm serve … --generation-config vllm");
            }
        }
        return null;
    }

    private static Finding passed(TokenTrace trace) {
        Double mean = trace.meanLogProbability();
        return Finding.pass("%d of %d tokens, mean %s, %d alternatives each, bytes join to the text".formatted(trace.scored(),
                trace.size(), mean == null ? "–" : Words.decimal(mean, 3), ALTERNATIVES));
    }
}
