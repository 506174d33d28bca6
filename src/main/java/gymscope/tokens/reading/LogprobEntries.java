package gymscope.tokens.reading;

import gymscope.tokens.Alternative;
import gymscope.tokens.Channel;
import gymscope.tokens.TokenBytes;
import gymscope.tokens.TraceToken;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads entries of the form {@code {token, logprob, bytes, top_logprobs}} (OpenAI), with {@code id} of llama.cpp. */
final class LogprobEntries {

    private LogprobEntries() {
    }

    static List<TraceToken> read(List<JsonNode> entries, int firstPosition) {
        List<TraceToken> tokens = new ArrayList<>(entries.size());
        for (JsonNode entry : entries) {
            List<Alternative> alternatives = new ArrayList<>();
            for (JsonNode top : Json.elements(entry, "top_logprobs")) {
                Double logprob = Json.number(top, "logprob");
                if (logprob != null) {
                    alternatives.add(alternative(top, logprob));
                }
            }
            tokens.add(token(firstPosition + tokens.size(), entry, alternatives));
        }
        return tokens;
    }

    /**
     * Entries and the numbers beside them: where there are as many of each, the numbers are those of the entries; where
     * there are no entries, the numbers alone make the tokens. Numbers that do not fit the entries are left out.
     */
    static List<TraceToken> withIds(List<TraceToken> tokens, List<Integer> ids) {
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
    static @Nullable Integer placeholderId(String text) {
        String digits = text.startsWith("token_id:") ? text.substring("token_id:".length()) : "";
        return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
    }

    private static TraceToken token(int position, JsonNode entry, List<Alternative> alternatives) {
        String shown = text(entry);
        Integer placeholder = placeholderId(shown);
        TokenBytes bytes = TokenBytes.of(entry.get("bytes"));
        // vLLM writes the number in place of the text, and keeps the text in the bytes.
        String text = placeholder != null && bytes != null ? bytes.text() : shown;
        return new TraceToken(position, id(entry, placeholder), text, bytes, Json.number(entry, "logprob"), alternatives,
                Channel.CONTENT, null);
    }

    private static Alternative alternative(JsonNode top, double logprob) {
        String text = text(top);
        Integer placeholder = placeholderId(text);
        // The bytes of an alternative's placeholder are only the placeholder's own characters.
        TokenBytes bytes = placeholder == null ? TokenBytes.of(top.get("bytes")) : null;
        return new Alternative(id(top, placeholder), text, bytes, logprob);
    }

    private static @Nullable Integer id(JsonNode entry, @Nullable Integer placeholder) {
        JsonNode id = entry.get("id");
        return id != null && id.isIntegralNumber() ? Integer.valueOf(id.asInt()) : placeholder;
    }

    private static String text(JsonNode entry) {
        String text = Json.text(entry, "token");
        return text == null ? "" : text;
    }
}
