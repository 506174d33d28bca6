package gymscope.tokens.reading;

import gymscope.tokens.AnswerParts;
import gymscope.tokens.TokenTrace;
import gymscope.tokens.TraceToken;
import gymscope.tokens.reading.entry.LogprobEntries;
import gymscope.tokens.reading.entry.PromptToken;
import gymscope.tokens.reading.entry.Repair;
import gymscope.wire.Json;
import gymscope.wire.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a dialect's reader found in one answer so far. Package-private and never shared: the readings made of it are immutable. */
final class Draft {

    @Nullable
    String text;
    @Nullable
    String reasoning;
    @Nullable
    String refusal;
    final List<ToolCall> toolCalls = new ArrayList<>();
    @Nullable
    String finishReason;
    @Nullable
    String nativeStatus;
    @Nullable
    Integer stopTokenId;
    @Nullable
    String stopString;
    List<Integer> promptIds = List.of();
    /** Null when the answer has none. */
    @Nullable
    List<Integer> tokenIds;
    /** Null when the answer tells nothing of its tokens but, at most, their ids. */
    @Nullable
    List<TraceToken> tokens;
    @Nullable
    List<PromptToken> promptTokens;
    /** Absent, or a list, or null where the server marks them unsupported. */
    @Nullable
    JsonNode textOffsets;
    @Nullable
    String logprobKind;
    @Nullable
    ObjectNode usage;
    /** Pieces of a tokenizer's answer: {@code text} or {@code bytes} each. */
    @Nullable
    List<JsonNode> pieces;
    @Nullable
    Integer maxModelLength;
    final Set<String> warnings = new LinkedHashSet<>();

    /** Sets the normal reason to stop; a word that is not known is told as it is. */
    void finish(@Nullable String reason) {
        String normal = FinishReasons.normal(reason);
        finishReason = normal == null ? reason : normal;
    }

    /** {@code stop_reason}, {@code matched_stop} and the like: a token's id or a string. */
    void stoppedBy(@Nullable JsonNode matched) {
        Integer id = Json.integer(matched);
        if (id != null) {
            stopTokenId = id;
        } else if (matched != null && matched.isString() && !matched.asString().isEmpty()) {
            stopString = matched.asString();
        }
    }

    void addText(@Nullable String piece) {
        if (piece != null) {
            text = text == null ? piece : text + piece;
        }
    }

    void addReasoning(@Nullable String piece) {
        if (piece != null) {
            reasoning = reasoning == null ? piece : reasoning + piece;
        }
    }

    /** Tokens, decoded where they are shown undecoded and numbered where ids stand beside them. */
    void tell(List<TraceToken> told) {
        String said = (text == null ? "" : text) + (reasoning == null ? "" : reasoning);
        if (Repair.isNeeded(told, said)) {
            warnings.add(Warnings.UNDECODED);
        }
        List<TraceToken> repaired = Repair.apply(told, said);
        List<Integer> ids = new ArrayList<>(tokenIds == null ? List.of() : tokenIds);
        if (!ids.isEmpty() && repaired.size() == promptIds.size() + ids.size()) {
            // With echo the tokens are those of the prompt first.
            ids.addAll(0, promptIds);
        }
        List<TraceToken> numbered = LogprobEntries.withIds(repaired, ids);
        tokens = numbered;
        if (tokenIds == null && !numbered.isEmpty() && numbered.stream().allMatch(token -> token.id() != null)) {
            tokenIds = numbered.stream().map(TraceToken::id).toList();
        }
    }

    void tellPrompt(List<PromptToken> told) {
        promptTokens = Repair.applyToPrompt(told);
        if (!promptTokens.equals(told)) {
            warnings.add(Warnings.UNDECODED);
        }
    }

    /** The trace with its channels; ids alone make one too. */
    TokenTrace trace() {
        List<TraceToken> told = tokens != null
                ? tokens
                : LogprobEntries.withIds(List.of(), Objects.requireNonNullElse(tokenIds, List.of()));
        return new TokenTrace(told, promptIds).withChannels(new AnswerParts(reasoning, toolCalls));
    }

    /** A member as a list of ids, null when it is none. */
    static @Nullable List<Integer> ids(JsonNode owner, String member) {
        return owner.path(member).isArray() ? TraceReader.ids(owner, member) : null;
    }

    /** A string, or the texts of its parts joined; null for anything else. */
    static @Nullable String text(JsonNode owner, String member) {
        String whole = Json.text(owner, member);
        if (whole != null || !owner.path(member).isArray()) {
            return whole;
        }
        StringBuilder joined = new StringBuilder();
        owner.path(member).forEach(part -> joined.append(part.path("text").asString("")));
        return joined.isEmpty() ? null : joined.toString();
    }
}
