package gymscope.tokens.reading.entry;

import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads vLLM's {@code prompt_logprobs}: for each prompt token a map of id to {@code {logprob, rank, decoded_token}}, null for
 * the first.
 */
public final class PromptScores {

    private PromptScores() {
    }

    /**
     * The tokens.
     *
     * @param ids of the prompt, empty when not told: they say which entry is the token itself
     */
    public static List<PromptToken> read(JsonNode positions, List<Integer> ids) {
        List<PromptToken> tokens = new ArrayList<>();
        for (JsonNode position : positions) {
            Integer known = tokens.size() < ids.size() && ids.size() == positions.size() ? ids.get(tokens.size()) : null;
            tokens.add(position.isObject() && !position.isEmpty()
                    ? token(position, known)
                    : new PromptToken(known, null, null, null, null));
        }
        return tokens;
    }

    private static PromptToken token(JsonNode position, @Nullable Integer known) {
        List<PromptToken> listed = new ArrayList<>();
        for (var member : position.properties()) {
            JsonNode entry = member.getValue();
            Double rank = Json.number(entry, "rank");
            Double logprob = entry.isNumber() ? Json.number(entry) : Json.number(entry, "logprob");
            listed.add(new PromptToken(LogprobEntries.number(member.getKey()), Json.text(entry, "decoded_token"), logprob,
                    rank == null ? null : Integer.valueOf(rank.intValue()), null));
        }
        PromptToken itself = itself(listed, known);
        return new PromptToken(itself.id(), itself.text(), itself.logprob(), itself.rank(), listed);
    }

    /** By its id; else the only one whose rank is beyond the list, since writers may sort the keys; else the first, as vLLM writes it. */
    private static PromptToken itself(List<PromptToken> listed, @Nullable Integer known) {
        for (PromptToken token : listed) {
            if (known != null && known.equals(token.id())) {
                return token;
            }
        }
        int most = listed.size() - 1;
        List<PromptToken> beyond = listed.stream().filter(token -> token.rank() != null && token.rank() > most).toList();
        return beyond.size() == 1 ? beyond.getFirst() : listed.getFirst();
    }
}
