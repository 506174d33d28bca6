package gymscope.servers.local.answer;

import gymscope.engine.LocalModel;
import gymscope.engine.generation.BusyFault;
import gymscope.engine.generation.FinishReason;
import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.PromptScore;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.engine.tokenizer.Utf8Decoder;
import gymscope.servers.http.HttpError;
import gymscope.wire.ApiError;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.wire.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One answer under way: the engine's tokens with the text that each one adds. Text that may be the beginning of a stop
 * string, and bytes that are no whole character yet, are held back. For one thread; closing it, from any thread, ends the
 * generation.
 */
public final class AnswerStream implements AutoCloseable {

    /** Control tokens with these texts are for the parsers and are never left out. */
    private static final Set<String> MARKERS = Set.of("<think>", "</think>", "<tool_call>", "</tool_call>");

    private final Generation generation;
    private final Tokenizer tokenizer;
    private final TextRules rules;
    private final StopStrings stops;
    private final Set<Integer> ends;
    private final Utf8Decoder decoder = new Utf8Decoder();
    private final StringBuilder text = new StringBuilder();
    private final List<GeneratedToken> tokens = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int released;
    private int counted;
    private int offset;
    private volatile int generated;
    private @Nullable AnswerEnd end;

    private AnswerStream(Generation generation, Tokenizer tokenizer, GenerationRequest request, TextRules rules) {
        this.generation = generation;
        this.tokenizer = tokenizer;
        this.rules = rules;
        this.stops = new StopStrings(rules.stops());
        this.ends = new HashSet<>(request.stopTokenIds());
        if (!request.ignoreEnd()) {
            ends.addAll(tokenizer.endTokens());
        }
    }

    /**
     * Queues a generation.
     *
     * @throws HttpError 503 when too many wait already
     */
    public static AnswerStream start(LocalModel model, GenerationRequest request, TextRules rules) {
        try {
            return new AnswerStream(model.generate(request), model.tokenizer(), request, rules);
        } catch (BusyFault busy) {
            throw HttpError.unavailable(busy.sentence() + " " + busy.hint());
        }
    }

    /**
     * A token with the text that became known by it.
     *
     * @param token as the engine chose it
     * @param text may be empty, and may hold text of tokens before
     * @param offset how many code points of the answer stand before the token
     */
    public record Piece(GeneratedToken token, String text, int offset) {}

    /** The next token, null at the end. */
    public @Nullable Piece next() throws InterruptedException {
        if (end != null) {
            return null;
        }
        GeneratedToken token = take();
        if (token == null) {
            text.append(decoder.finish());
            end = ended();
            return null;
        }
        int before = text.length();
        offset += text.codePointCount(counted, before);
        counted = before;
        int tokenOffset = offset;
        starts.add(before);
        offsets.add(tokenOffset);
        tokens.add(token);
        generated = tokens.size();
        if (isShown(token.id())) {
            text.append(decoder.push(tokenizer.bytes(token.id())));
        }
        if (tokens.size() > rules.minTokens()) {
            stopAt(stops.find(text, before));
        }
        int most = end == null ? text.length() - stops.held(text) : text.length();
        String piece = text.substring(Math.min(released, most), most);
        released = Math.max(released, most);
        return new Piece(token, piece, tokenOffset);
    }

    /** How it ended; only after {@link #next()} returned null. */
    public AnswerEnd end() {
        if (end == null) {
            throw new IllegalStateException("the answer has not ended");
        }
        return end;
    }

    /** How many tokens there are so far; may be asked from any thread. */
    public int generatedTokens() {
        return generated;
    }

    /** The tokens so far. */
    public List<GeneratedToken> tokens() {
        return tokens;
    }

    /** Where a token's text stands in the answer's text, as far as it is known. */
    public Span span(int token) {
        int start = Math.min(starts.get(token), text.length());
        int last = token + 1 < starts.size() ? Math.min(starts.get(token + 1), text.length()) : text.length();
        return new Span(start, last);
    }

    /** How many code points of the answer stand before a token. */
    public int offset(int token) {
        return offsets.get(token);
    }

    /** The prompt's scores; only after the first {@link #next()}. */
    public List<PromptScore> promptScores() {
        return generation.promptScores();
    }

    /** How many tokens of the prompt were not computed again; only after the first {@link #next()}. */
    public int cachedTokens() {
        return generation.cachedPromptTokens();
    }

    /** Reads to the end; the whole text. */
    public String readAll() throws InterruptedException {
        while (next() != null) {
            // Every piece is kept in the text.
        }
        return text.toString();
    }

    /** The text so far, what is held back included. */
    public String text() {
        return text.toString();
    }

    @Override
    public void close() {
        generation.close();
    }

    private @Nullable GeneratedToken take() throws InterruptedException {
        try {
            return generation.next();
        } catch (Fault fault) {
            throw new HttpError(500, new ApiError(fault.sentence(), "server_error", null, "engine_failed"));
        }
    }

    private boolean isShown(int id) {
        if (ends.contains(id)) {
            return rules.includeStop();
        }
        return !tokenizer.isControl(id) || !rules.skipSpecialTokens() || MARKERS.contains(tokenizer.text(id));
    }

    private void stopAt(StopStrings.@Nullable Found found) {
        if (found == null) {
            return;
        }
        text.setLength(found.start() + (rules.includeStop() ? found.stop().length() : 0));
        end = new AnswerEnd(AnswerEnd.STOP, Json.toTree(found.stop()), "");
        generation.close();
    }

    private AnswerEnd ended() {
        String tail = text.substring(Math.min(released, text.length()));
        if (generation.finishReason() == FinishReason.LENGTH) {
            return new AnswerEnd(AnswerEnd.LENGTH, null, tail);
        }
        int last = tokens.getLast().id();
        JsonNode reason = tokenizer.endTokens().contains(last) ? null : Json.toTree(last);
        return new AnswerEnd(AnswerEnd.STOP, reason, tail);
    }
}
