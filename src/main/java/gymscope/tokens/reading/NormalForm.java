package gymscope.tokens.reading;

import gymscope.tokens.Alternative;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.PromptToken;
import gymscope.tokens.reading.error.ErrorReading;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of any server as JSON of one form; members are only ever added, and what is not known is left out or null.
 *
 * <pre>
 * {"dialect", "text", "reasoning", "refusal", "tool_calls": [{"id", "name", "arguments"}],
 *  "finish_reason": "stop" | "length" | "tool_calls" | "abort", "native_status", "stop_token_id", "stop_string",
 *  "prompt_token_ids": [id], "token_ids": [id],
 *  "tokens": [{"text", "bytes", "id", "logprob", "floored", "top": [{"text", "bytes", "id", "logprob", "floored"}], "chosen_in_top"}],
 *  "prompt_tokens": [{"id", "text", "logprob", "floored", "rank", "top"}],
 *  "text_offsets": [n], "logprob_kind": "post_sampling" | "logits",
 *  "usage": {"prompt", "completion", "total", "reasoning", "cached"},
 *  "pieces": [{"text" | "bytes"}], "bytes_concatenate_to", "max_model_len",
 *  "error": {"http_status", "kind", "code", "type", "param", "message", "limit", "requested", "retryable", "retry_after_ms",
 *            "reset_requests_ms", "reset_tokens_ms", "in_stream"},
 *  "warnings": [word], "done": true, "choices": [the same, by choice, where there are several]}
 * </pre>
 *
 * {@code tokens} is null where nothing is told of them; a {@code logprob} of null is not scored, one at −9999 is
 * {@code floored}: minus infinity or missing. {@code top} is sorted, the most likely first. {@code arguments} is the parsed
 * value where the text is JSON. Of a body in no known dialect there are {@code sentence}, {@code recognised} (JSON pointer to
 * what it looks like) and {@code unrecognised} (JSON pointers).
 */
final class NormalForm {

    private NormalForm() {
    }

    static ObjectNode of(ErrorReading error) {
        ObjectNode json = Json.object();
        json.set("error", error.toJson());
        json.putArray("warnings");
        return json;
    }

    static ObjectNode of(Dialect dialect, Draft draft) {
        ObjectNode json = Json.object().put("dialect", dialect.word());
        if (dialect != Dialect.TOKENIZE) {
            json.put("text", draft.text);
        }
        if (dialect != Dialect.TOKENIZE && dialect != Dialect.DETOKENIZE) {
            json.put("reasoning", draft.reasoning);
            put(json, "refusal", draft.refusal);
            putCalls(json, draft.toolCalls);
            json.put("finish_reason", draft.finishReason);
            put(json, "native_status", draft.nativeStatus);
            if (draft.stopTokenId != null) {
                json.put("stop_token_id", draft.stopTokenId);
            }
            put(json, "stop_string", draft.stopString);
            putTokens(json, draft.tokens);
        }
        if (!draft.promptIds.isEmpty()) {
            putIds(json, "prompt_token_ids", draft.promptIds);
        }
        if (draft.tokenIds != null) {
            putIds(json, "token_ids", draft.tokenIds);
        }
        if (draft.promptTokens != null) {
            ArrayNode tokens = json.putArray("prompt_tokens");
            draft.promptTokens.forEach(token -> putPrompt(tokens.addObject(), token));
        }
        putRest(json, draft);
        putWarnings(json, List.copyOf(draft.warnings));
        return json;
    }

    static void putWarnings(ObjectNode json, List<String> warnings) {
        ArrayNode said = json.putArray("warnings");
        warnings.forEach(said::add);
    }

    private static void putRest(ObjectNode json, Draft draft) {
        set(json, "text_offsets", draft.textOffsets);
        put(json, "logprob_kind", draft.logprobKind);
        set(json, "usage", draft.usage);
        if (draft.maxModelLength != null) {
            json.put("max_model_len", draft.maxModelLength);
        }
        if (draft.pieces != null) {
            ArrayNode pieces = json.putArray("pieces");
            draft.pieces.forEach(pieces::add);
            json.put("bytes_concatenate_to", joined(draft.pieces));
        }
    }

    private static String joined(List<JsonNode> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (JsonNode piece : pieces) {
            TokenBytes bytes = TokenBytes.of(piece.get("bytes"));
            all.writeBytes(bytes == null ? TokenBytes.of(piece.path("text").asString("")).toArray() : bytes.toArray());
        }
        return TokenBytes.of(all.toByteArray()).text();
    }

    private static void putCalls(ObjectNode json, List<ToolCall> calls) {
        if (calls.isEmpty()) {
            json.putNull("tool_calls");
            return;
        }
        ArrayNode all = json.putArray("tool_calls");
        for (ToolCall call : calls) {
            ObjectNode one = all.addObject().put("id", call.id()).put("name", call.name());
            JsonNode arguments = Json.parseOrNull(call.arguments());
            if (arguments == null) {
                one.put("arguments", call.arguments());
            } else {
                one.set("arguments", arguments);
            }
        }
    }

    private static void putTokens(ObjectNode json, @Nullable List<TraceToken> tokens) {
        if (tokens == null) {
            json.putNull("tokens");
            return;
        }
        ArrayNode all = json.putArray("tokens");
        for (TraceToken token : tokens) {
            ObjectNode one = all.addObject();
            identify(one, token.id(), token.text(), token.bytes());
            score(one, token.logprob());
            ArrayNode top = one.putArray("top");
            for (Alternative other : token.alternatives()) {
                ObjectNode listed = top.addObject();
                identify(listed, other.id(), other.text(), other.bytes());
                score(listed, other.logprob());
            }
            if (!token.alternatives().isEmpty() && token.itself() == null) {
                one.put("chosen_in_top", false);
            }
        }
    }

    private static void putPrompt(ObjectNode one, PromptToken token) {
        if (token.id() != null) {
            one.put("id", token.id());
        }
        put(one, "text", token.text());
        score(one, token.logprob());
        if (token.rank() != null) {
            one.put("rank", token.rank());
        }
        if (token.alternatives() != null) {
            ArrayNode top = one.putArray("top");
            token.alternatives().forEach(other -> putPrompt(top.addObject(), other));
        }
    }

    private static void identify(ObjectNode one, @Nullable Integer id, String text, @Nullable TokenBytes bytes) {
        if (id == null || !text.equals(TraceToken.placeholder(id))) {
            one.put("text", text);
        }
        if (bytes != null) {
            ArrayNode values = one.putArray("bytes");
            for (byte value : bytes.toArray()) {
                values.add(value & 0xFF);
            }
        }
        if (id != null) {
            one.put("id", id);
        }
    }

    private static void score(ObjectNode one, @Nullable Double logprob) {
        one.put("logprob", logprob);
        if (logprob != null && logprob <= TraceToken.FLOOR) {
            one.put("floored", true);
        }
    }

    private static void putIds(ObjectNode json, String member, List<Integer> ids) {
        ArrayNode all = json.putArray(member);
        ids.forEach(all::add);
    }

    private static void put(ObjectNode json, String member, @Nullable String value) {
        if (value != null) {
            json.put(member, value);
        }
    }

    private static void set(ObjectNode json, String member, @Nullable JsonNode value) {
        if (value != null) {
            json.set(member, value);
        }
    }
}
