package gymscope.tokens.reading.entry;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads entries of one token each: OpenAI's {@code {token, logprob, bytes, top_logprobs}}, with {@code id} of llama.cpp, its
 * {@code prob} and {@code top_probs} after sampling, and {@code content}, {@code probs}, {@code tok_str} of its older builds;
 * SGLang's {@code [logprob, id, text]} and {@code {logprob, token_id, text}}; TGI's {@code {id, text, logprob}}.
 */
public final class LogprobEntries {

    private static final List<String> TEXTS = List.of("token", "text", "tok_str", "content");
    private static final List<String> TOPS = List.of("top_logprobs", "top_probs", "probs");

    private LogprobEntries() {
    }

    /** One token for each entry, numbered from a position on. */
    public static List<TraceToken> read(List<JsonNode> entries, int firstPosition) {
        List<TraceToken> tokens = new ArrayList<>(entries.size());
        for (JsonNode entry : entries) {
            List<Alternative> alternatives = new ArrayList<>();
            for (String member : TOPS) {
                alternatives.addAll(alternatives(Json.elements(entry, member)));
            }
            tokens.add(token(firstPosition + tokens.size(), entry, alternatives));
        }
        return tokens;
    }

    /** One token, its alternatives told elsewhere. */
    public static TraceToken token(int position, JsonNode entry, List<Alternative> alternatives) {
        String shown = text(entry);
        Integer placeholder = placeholderId(shown);
        Integer id = id(entry, placeholder);
        TokenBytes bytes = TokenBytes.of(entry.get("bytes"));
        // vLLM writes the number in place of the text, and keeps the text in the bytes.
        String text = placeholder != null && bytes != null ? bytes.text() : shown;
        return new TraceToken(position, id, text == null ? id == null ? "" : TraceToken.placeholder(id) : text, bytes,
                logprob(entry, alternatives, id), alternatives,
                Channel.CONTENT, null);
    }

    /** The entries that have a value, in their order. */
    public static List<Alternative> alternatives(List<JsonNode> entries) {
        List<Alternative> alternatives = new ArrayList<>();
        for (JsonNode entry : entries) {
            Double logprob = logprob(entry);
            if (logprob != null) {
                alternatives.add(alternative(entry, logprob));
            }
        }
        return alternatives;
    }

    /**
     * Entries and the numbers beside them: where there are as many of each, the numbers are those of the entries; where
     * there are no entries, the numbers alone make the tokens. Numbers that do not fit the entries are left out.
     */
    public static List<TraceToken> withIds(List<TraceToken> tokens, List<Integer> ids) {
        List<TraceToken> numbered = new ArrayList<>();
        if (tokens.isEmpty()) {
            ids.forEach(id -> numbered.add(TraceToken.ofId(numbered.size(), id, null, Channel.CONTENT)));
            return numbered;
        }
        if (tokens.size() != ids.size()) {
            return tokens;
        }
        for (TraceToken token : tokens) {
            int id = ids.get(numbered.size());
            List<Alternative> alternatives = token.alternatives();
            Alternative itself = token.itself();
            if (itself != null && itself.id() == null) {
                Alternative known = new Alternative(id, itself.text(), itself.bytes(), itself.logprob());
                alternatives = alternatives.stream().map(other -> other.equals(itself) ? known : other).toList();
            }
            numbered.add(new TraceToken(token.position(), id, token.text(), token.bytes(), token.logprob(), alternatives,
                    token.channel(), token.arrival()));
        }
        return numbered;
    }

    /** The number in {@code token_id:N}, null when the text is not of that form. */
    public static @Nullable Integer placeholderId(@Nullable String text) {
        return text != null && text.startsWith("token_id:") ? number(text.substring("token_id:".length())) : null;
    }

    /** Digits as a number, null when they are none. */
    public static @Nullable Integer number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
    }

    private static Alternative alternative(JsonNode entry, double logprob) {
        String text = text(entry);
        Integer placeholder = placeholderId(text);
        Integer id = id(entry, placeholder);
        // The bytes of an alternative's placeholder are only the placeholder's own characters.
        TokenBytes bytes = placeholder == null ? TokenBytes.of(entry.get("bytes")) : null;
        return new Alternative(id, text == null ? id == null ? "" : TraceToken.placeholder(id) : text, bytes, logprob);
    }

    /** Old builds of llama.cpp tell the token's own probability among its alternatives only. */
    private static @Nullable Double logprob(JsonNode entry, List<Alternative> alternatives, @Nullable Integer id) {
        Double own = logprob(entry);
        if (own != null || !entry.has("probs") || entry.has("logprob")) {
            return own;
        }
        String text = text(entry);
        return alternatives.stream().filter(other -> id == null ? other.text().equals(text) : id.equals(other.id()))
                .map(Alternative::logprob).findFirst().orElse(null);
    }

    /** Natural logarithm; a probability of nothing is the floor, NaN is no value. */
    private static @Nullable Double logprob(JsonNode entry) {
        Double told = entry.isArray() ? Json.number(entry.path(0)) : Json.number(entry, "logprob");
        Double probability = entry.isArray() || told != null ? null : Json.number(entry, "prob");
        if (probability != null) {
            told = probability <= 0 ? Double.valueOf(TraceToken.FLOOR) : Double.valueOf(Math.log(probability));
        }
        return told == null || told.isNaN() ? null : Double.valueOf(Math.max(told, TraceToken.FLOOR));
    }

    private static @Nullable Integer id(JsonNode entry, @Nullable Integer placeholder) {
        JsonNode id = entry.isArray() ? entry.path(1) : entry.has("id") ? entry.path("id") : entry.path("token_id");
        Integer told = Json.integer(id);
        return told == null ? placeholder : told;
    }

    /** Null when there is none, which is not the same as an empty one. */
    private static @Nullable String text(JsonNode entry) {
        if (entry.isArray()) {
            return entry.path(2).isString() ? entry.path(2).asString() : null;
        }
        for (String member : TEXTS) {
            String text = Json.text(entry, member);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
