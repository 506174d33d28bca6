package gymscope.tokens.reading;

import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.tokens.reading.entry.PromptToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Reads SGLang's {@code /generate}: triples {@code [logprob, id, text or null]}, objects {@code {logprob, token_id, text}}, or
 * parallel lists {@code …_val} and {@code …_idx}.
 */
final class SglangReader {

    private SglangReader() {
    }

    static void read(JsonNode answer, Draft draft) {
        JsonNode meta = answer.path("meta_info");
        draft.text = Json.text(answer, "text");
        draft.tokenIds = Draft.ids(answer, "output_ids");
        draft.usage = UsageReader.of(meta, "prompt_tokens", "completion_tokens", "cached_tokens");
        JsonNode finish = meta.path("finish_reason");
        draft.finish(finish.isString() ? finish.asString() : Json.text(finish, "type"));
        draft.stoppedBy(finish.get("matched"));
        List<TraceToken> output = tokens(meta, "output");
        if (output != null) {
            draft.tell(output);
        }
        readPrompt(meta, draft);
    }

    private static void readPrompt(JsonNode meta, Draft draft) {
        List<TraceToken> prompt = tokens(meta, "input");
        if (prompt == null || prompt.isEmpty()) {
            return;
        }
        List<PromptToken> told = new ArrayList<>();
        for (TraceToken token : prompt) {
            List<PromptToken> top = token.alternatives().isEmpty()
                    ? null
                    : token.alternatives().stream().map(other -> new PromptToken(other.id(),
                            other.text().startsWith("token_id:") ? null : other.text(), other.logprob(), null, null)).toList();
            told.add(new PromptToken(token.id(), token.isPlaceholder() ? null : token.text(), token.logprob(), null, top));
        }
        draft.tellPrompt(told);
        // With logprob_start_len the list begins later: then it is not the prompt.
        boolean whole = told.size() == meta.path("prompt_tokens").asInt(-1);
        if (whole && told.stream().allMatch(token -> token.id() != null)) {
            draft.promptIds = prompt.stream().map(TraceToken::id).toList();
        }
    }

    /**
     * The tokens of one side.
     *
     * @param side {@code input} or {@code output}
     * @return null when the answer tells none
     */
    static @Nullable List<TraceToken> tokens(JsonNode meta, String side) {
        List<JsonNode> entries = entries(meta, side + "_token_logprobs");
        if (entries == null) {
            return null;
        }
        List<JsonNode> tops = Json.elements(meta, side + "_top_logprobs");
        List<JsonNode> values = Json.elements(meta, side + "_top_logprobs_val");
        List<JsonNode> ids = Json.elements(meta, side + "_top_logprobs_idx");
        List<TraceToken> tokens = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            List<JsonNode> top = List.of();
            if (i < tops.size() && tops.get(i) instanceof ArrayNode listed) {
                top = elements(listed);
            } else if (i < values.size() && i < ids.size()) {
                top = zipped(values.get(i), ids.get(i));
            }
            tokens.add(LogprobEntries.token(i, entries.get(i), LogprobEntries.alternatives(top)));
        }
        return tokens;
    }

    private static @Nullable List<JsonNode> entries(JsonNode meta, String member) {
        if (meta.get(member) instanceof ArrayNode listed) {
            return elements(listed);
        }
        return meta.path(member + "_val").isArray() ? zipped(meta.path(member + "_val"), meta.path(member + "_idx")) : null;
    }

    /** Values and ids side by side as triples. */
    private static List<JsonNode> zipped(JsonNode values, JsonNode ids) {
        List<JsonNode> triples = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            triples.add(Json.array().add(values.get(i)).add(ids.path(i)));
        }
        return triples;
    }

    private static List<JsonNode> elements(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
