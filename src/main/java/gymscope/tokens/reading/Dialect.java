package gymscope.tokens.reading;

import gymscope.wire.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shapes in which servers answer, told apart by the members of the body; the address helps only where those are few. */
public enum Dialect {
    /** Chat Completions of OpenAI and everybody else. */
    CHAT,
    /** Completions. */
    COMPLETIONS,
    /** vLLM's {@code /inference/v1/generate}: token ids in, token ids out. */
    VLLM_GENERATE,
    /** Responses; NeMo Gym's model servers. */
    RESPONSES,
    /** Anthropic's Messages. */
    MESSAGES,
    /** SGLang's {@code /generate}. */
    SGLANG_GENERATE,
    /** llama.cpp's {@code /completion}. */
    LLAMA_CPP_COMPLETION,
    /** Ollama's {@code /api/chat} and {@code /api/generate}. */
    OLLAMA,
    /** TGI's {@code /generate}. */
    TGI_GENERATE,
    /** Text into tokens: vLLM, SGLang, llama.cpp, TGI. */
    TOKENIZE,
    /** Tokens into text, or messages into a prompt. */
    DETOKENIZE,
    /** None of them. */
    UNKNOWN;

    private static final List<String> TEXT_MEMBERS = List.of("prompt", "content", "text");

    /** The name in the normalised form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dialect of a body.
     *
     * @param endpoint the path that was asked, {@code *} or empty when not known
     */
    static Dialect of(JsonNode body, String endpoint) {
        if (body.isArray()) {
            return ofArray(body, endpoint);
        }
        if (body.path("choices").isArray()) {
            return ofChoice(body.path("choices").path(0), endpoint);
        }
        if (body.path("output").isArray()) {
            return RESPONSES;
        }
        if ("message".equals(Json.text(body, "type")) && body.path("content").isArray()) {
            return MESSAGES;
        }
        if (body.has("meta_info") || (body.has("output_ids") && body.has("text"))) {
            return SGLANG_GENERATE;
        }
        if (body.has("generated_text")) {
            return TGI_GENERATE;
        }
        if (body.has("done") && (body.path("message").isObject() || body.has("response"))) {
            return OLLAMA;
        }
        if (body.path("content").isString() && (body.has("stop") || body.has("stop_type") || body.has("tokens_predicted")
                || body.has("completion_probabilities") || body.has("generation_settings") || endpoint.endsWith("/completion"))) {
            return LLAMA_CPP_COMPLETION;
        }
        return ofTokenizer(body, endpoint);
    }

    private static Dialect ofArray(JsonNode body, String endpoint) {
        JsonNode first = body.path(0);
        if (first.has("id") && first.has("start") && first.has("stop")) {
            return TOKENIZE;
        }
        Dialect dialect = first.isObject() ? of(first, endpoint) : UNKNOWN;
        return dialect == SGLANG_GENERATE || dialect == TGI_GENERATE || dialect == LLAMA_CPP_COMPLETION ? dialect : UNKNOWN;
    }

    private static Dialect ofChoice(JsonNode choice, String endpoint) {
        if (choice.has("message") || choice.has("delta")) {
            return CHAT;
        }
        if (choice.has("text")) {
            return COMPLETIONS;
        }
        if (choice.has("token_ids")) {
            return VLLM_GENERATE;
        }
        return endpoint.contains("chat") ? CHAT : COMPLETIONS;
    }

    private static Dialect ofTokenizer(JsonNode body, String endpoint) {
        if (body.path("tokens").isArray() && !endpoint.contains("detokenize")) {
            return TOKENIZE;
        }
        @Nullable
        String only = TEXT_MEMBERS.stream().filter(member -> body.path(member).isString()).findFirst().orElse(null);
        return only != null && (body.size() == 1 || endpoint.contains("detokenize")) ? DETOKENIZE : UNKNOWN;
    }
}
