package gymscope.tokens.reading;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a checker says about an answer: values that contradict each other, that are lost, or that were asked for and are not there. */
final class Warnings {

    /** Log probabilities were asked for, and none came. */
    static final String NO_LOGPROBS = "logprobs_requested_but_absent";
    /** Token ids were asked for, and none came. */
    static final String NO_IDS = "token_ids_requested_but_absent";
    /** Two tokens of one text share a key of a map, so that one of the values is lost. */
    static final String COLLISION = "top_logprobs_key_collision";
    /** A text has U+FFFD, and no bytes say what stood there. */
    static final String REPLACED = "replacement_character";
    /** Tokens came in the tokenizer's own writing. */
    static final String UNDECODED = "undecoded_tokens";
    /** A value above 0 is no log probability: a server that sends logits. */
    static final String POSITIVE = "positive_logprob";
    /** The listed probabilities add up to more than one. */
    static final String MASS = "probability_mass_above_one";
    /** The tokens told are not as many as the usage says. */
    static final String COUNT = "token_count_mismatch";
    /** A stream ended without a reason to stop and without an error. */
    static final String TRUNCATED = "stream_truncated";
    /** A stream gave its reason to stop, but not its end. */
    static final String NOT_ENDED = "stream_not_terminated";
    /** The data of an event is not JSON. */
    static final String MALFORMED = "malformed_event";
    /** The arguments of a call are not JSON. */
    static final String ARGUMENTS = "tool_arguments_not_json";
    /** Two calls have one id. */
    static final String DUPLICATE = "duplicate_tool_call_ids";

    private static final double SAME = 1e-6;
    private static final double MASS_TOLERANCE = 1e-3;
    private static final byte[] REPLACEMENT = TokenBytes.of("\uFFFD").toArray();

    private Warnings() {
    }

    /** Looks at the maps of Completions: the sampled token's own key must have the sampled token's value. */
    static void collisions(JsonNode logprobs, Draft draft) {
        List<JsonNode> tops = Json.elements(logprobs, "top_logprobs");
        for (int i = 0; i < tops.size(); i++) {
            Double own = Json.number(logprobs.path("token_logprobs").path(i));
            Double listed = Json.number(tops.get(i).path(logprobs.path("tokens").path(i).asString("")));
            if (own != null && listed != null && Math.abs(own - listed) > SAME) {
                draft.warnings.add(COLLISION);
            }
        }
    }

    static void add(Draft draft, @Nullable JsonNode request) {
        if (request != null) {
            addAbsent(draft, request);
        }
        if (draft.tokens != null) {
            addOfTokens(draft, draft.tokens);
            addCount(draft, draft.tokens, request);
        } else if (draft.text != null && draft.text.indexOf('\uFFFD') >= 0) {
            draft.warnings.add(REPLACED);
        }
        Set<String> ids = new HashSet<>();
        for (ToolCall call : draft.toolCalls) {
            if (call.id() != null && !ids.add(call.id())) {
                draft.warnings.add(DUPLICATE);
            }
            if (!call.arguments().isEmpty() && Json.parseOrNull(call.arguments()) == null) {
                draft.warnings.add(ARGUMENTS);
            }
        }
    }

    private static void addAbsent(Draft draft, JsonNode request) {
        boolean answered = (draft.text != null && !draft.text.isEmpty()) || draft.reasoning != null || !draft.toolCalls.isEmpty();
        if (answered && draft.tokens == null && asksForLogprobs(request)) {
            draft.warnings.add(NO_LOGPROBS);
        }
        if (answered && draft.tokenIds == null && request.path("return_token_ids").asBoolean(false)) {
            draft.warnings.add(NO_IDS);
        }
    }

    private static boolean asksForLogprobs(JsonNode request) {
        JsonNode logprobs = request.path("logprobs");
        boolean included = Json.elements(request, "include").stream()
                .anyMatch(what -> what.asString("").equals("message.output_text.logprobs"));
        return included || logprobs.isNumber() || (logprobs.isBoolean() && logprobs.asBoolean())
                || request.path("return_logprob").asBoolean(false) || request.path("n_probs").asInt(0) > 0
                || request.path("sampling_params").path("logprobs").isNumber();
    }

    private static void addOfTokens(Draft draft, List<TraceToken> tokens) {
        for (TraceToken token : tokens) {
            double mass = 0;
            boolean replaced = isReplaced(token.text(), token.bytes());
            boolean positive = token.logprob() != null && token.logprob() > SAME;
            for (Alternative other : token.alternatives()) {
                mass += other.probability();
                replaced |= isReplaced(other.text(), other.bytes());
                positive |= other.logprob() > SAME;
            }
            if (replaced) {
                draft.warnings.add(REPLACED);
            }
            if (positive) {
                draft.warnings.add(POSITIVE);
                draft.logprobKind = "logits";
            } else if (mass > 1 + MASS_TOLERANCE) {
                draft.warnings.add(MASS);
            }
        }
    }

    /** True bytes make up for a text that shows a part of a character as U+FFFD; bytes of the text itself do not. */
    private static boolean isReplaced(String text, @Nullable TokenBytes bytes) {
        return text.indexOf('\uFFFD') >= 0
                && (bytes == null || Collections.indexOfSubList(list(bytes.toArray()), list(REPLACEMENT)) >= 0);
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte value : bytes) {
            list.add(value);
        }
        return list;
    }

    /** One token more or less is the end token, which some servers hide; echoed prompts count elsewhere. */
    private static void addCount(Draft draft, List<TraceToken> tokens, @Nullable JsonNode request) {
        boolean echoed = request != null && request.path("echo").asBoolean(false);
        Double completion = draft.usage == null || echoed ? null : Json.number(draft.usage, "completion");
        boolean byUsage = completion != null && Math.abs(completion - tokens.size()) > 1;
        boolean byIds = !echoed && draft.tokenIds != null && Math.abs(draft.tokenIds.size() - tokens.size()) > 1;
        if (byUsage || byIds) {
            draft.warnings.add(COUNT);
        }
    }
}
