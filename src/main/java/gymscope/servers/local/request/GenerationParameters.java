package gymscope.servers.local.request;

import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.SamplingParameters;
import gymscope.servers.http.HttpError;
import gymscope.servers.local.answer.TextRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters that all dialects share, with vLLM's names and defaults.
 *
 * @param sampling how tokens are chosen
 * @param n how many answers
 * @param ignoreEnd whether to go on after the end token
 * @param stopTokenIds tokens that end the answer besides the model's own
 * @param text stop strings and what of the tokens is shown
 * @param returnTokenIds whether the ids of prompt and answer are returned
 * @param tokensAsIds whether tokens in log probabilities are written {@code token_id:N}
 * @param promptLogprobs alternatives for each token of the prompt, -1 for no scores
 */
public record GenerationParameters(SamplingParameters sampling, int n, boolean ignoreEnd, Set<Integer> stopTokenIds,
        TextRules text, boolean returnTokenIds, boolean tokensAsIds, int promptLogprobs) {

    /** The most alternatives that are returned (vLLM's {@code --max-logprobs}). */
    public static final int MAX_LOGPROBS = 20;

    private static final int MAX_ANSWERS = 128;
    private static final int MAX_STOPS = 4;
    private static final double MAX_BIAS = 100;

    /** Reads them. */
    public static GenerationParameters of(RequestReader request, ServedModel model) {
        request.refuse("use_beam_search", "structured_outputs", "allowed_token_ids", "bad_words", "logprob_token_ids",
                "thinking_token_budget", "truncate_prompt_tokens", "repetition_detection", "logits_processors");
        refuseFormat(request.object("response_format"), "response_format");
        if (request.number("length_penalty", 1, 0, Double.MAX_VALUE) != 1) {
            throw RequestReader.notBuilt("length_penalty", "length_penalty");
        }
        TextRules text = new TextRules(stops(request), request.flag("include_stop_str_in_output", false),
                request.integer("min_tokens", 0, 0, Integer.MAX_VALUE), request.flag("skip_special_tokens", true));
        List<Integer> stopTokenIds = request.ids("stop_token_ids");
        int promptLogprobs = request.integer("prompt_logprobs", -1, 0, MAX_LOGPROBS);
        return new GenerationParameters(sampling(request, model), request.integer("n", 1, 1, MAX_ANSWERS),
                request.flag("ignore_eos", false), Set.copyOf(stopTokenIds), text, request.flag("return_token_ids", false),
                request.flag("return_tokens_as_token_ids", false), promptLogprobs);
    }

    /** What the engine is asked for one of the answers. */
    public GenerationRequest engineRequest(int[] prompt, int maxTokens, int topLogprobs, int promptScores, int answer) {
        return new GenerationRequest(prompt, seeded(answer), maxTokens, text.minTokens(), ignoreEnd, stopTokenIds, topLogprobs,
                promptScores);
    }

    /** Refuses an output format other than plain text. */
    static void refuseFormat(@Nullable ObjectNode format, String param) {
        String type = format == null ? "text" : format.path("type").asString("");
        if (!type.equals("text")) {
            throw RequestReader.notBuilt("%s of the type %s".formatted(param, type), param);
        }
    }

    /** Each answer of a seeded request has a seed of its own, as in vLLM. */
    private SamplingParameters seeded(int answer) {
        Long seed = sampling.seed();
        return seed == null || answer == 0
                ? sampling
                : new SamplingParameters(sampling.temperature(), sampling.topP(), sampling.topK(), sampling.minP(),
                        sampling.presencePenalty(), sampling.frequencyPenalty(), sampling.repetitionPenalty(),
                        sampling.logitBias(), seed + answer);
    }

    private static SamplingParameters sampling(RequestReader request, ServedModel model) {
        double topP = request.number("top_p", 1, 0, 1);
        double repetition = request.number("repetition_penalty", 1, 0, Double.MAX_VALUE);
        if (topP == 0 || repetition == 0) {
            String name = topP == 0 ? "top_p" : "repetition_penalty";
            throw HttpError.badRequest(name + " must be above 0.", name);
        }
        return new SamplingParameters(request.number("temperature", 1, 0, Double.MAX_VALUE), topP,
                request.integer("top_k", 0, -1, Integer.MAX_VALUE), request.number("min_p", 0, 0, 1),
                request.number("presence_penalty", 0, -2, 2), request.number("frequency_penalty", 0, -2, 2), repetition,
                bias(request.object("logit_bias"), model), request.longOrNull("seed"));
    }

    private static Map<Integer, Double> bias(@Nullable ObjectNode bias, ServedModel model) {
        Map<Integer, Double> byId = new HashMap<>();
        if (bias == null) {
            return byId;
        }
        for (var entry : bias.properties()) {
            if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isNumber()
                    || Math.abs(entry.getValue().asDouble()) > MAX_BIAS) {
                throw HttpError.badRequest("logit_bias maps token ids to numbers from -100 to 100, but has %s: %s."
                        .formatted(entry.getKey(), entry.getValue()), "logit_bias");
            }
            byId.put(model.checked(new int[]{Integer.parseInt(entry.getKey())}, "logit_bias")[0], entry.getValue().asDouble());
        }
        return byId;
    }

    private static List<String> stops(RequestReader request) {
        List<String> stops = request.texts("stop");
        if (stops.size() > MAX_STOPS || stops.contains("")) {
            throw HttpError.badRequest("stop takes at most %d texts, none of them empty.".formatted(MAX_STOPS), "stop");
        }
        return stops;
    }
}
