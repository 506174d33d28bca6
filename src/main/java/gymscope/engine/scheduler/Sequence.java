package gymscope.engine.scheduler;

import gymscope.engine.cache.PageLayout;
import gymscope.engine.cache.SequencePages;
import gymscope.engine.generation.FinishReason;
import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.generation.PromptScore;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.engine.model.Batch;
import gymscope.engine.sampler.Distribution;
import gymscope.engine.sampler.Sampler;
import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A request that is being computed: its tokens, how far they are computed, its pages. For the scheduler's thread. */
final class Sequence {

    /** A row of the batch whose logits a sequence wants. */
    record Wish(Sequence sequence, int row, int position) {}

    private final GenerationRequest request;
    private final TokenStream stream;
    private final SequencePages pages;
    private final Sampler sampler;
    private final Set<Integer> ends;
    private final int promptLength;
    private final int mostTokens;
    private final List<PromptScore> promptScores = new ArrayList<>();
    private int[] tokens;
    private int length;
    private int computed;
    private boolean finished;

    /**
     * @param modelEnds tokens with which the model ends an answer
     * @param mostTokens how many tokens prompt and answer may have together
     */
    Sequence(GenerationRequest request, TokenStream stream, SequencePages pages, Set<Integer> modelEnds, int mostTokens) {
        this.request = request;
        this.stream = stream;
        this.pages = pages;
        this.tokens = request.prompt();
        this.sampler = new Sampler(request.sampling(), tokens);
        this.ends = new HashSet<>(request.stopTokenIds());
        if (!request.ignoreEnd()) {
            this.ends.addAll(modelEnds);
        }
        this.promptLength = tokens.length;
        this.length = promptLength;
        this.computed = pages.cachedTokens();
        this.mostTokens = mostTokens;
    }

    /** How many of its tokens are still to be computed: 1 while it generates, more while its prompt is new. */
    int missing() {
        return length - computed;
    }

    boolean isInPrompt() {
        return computed < promptLength;
    }

    /** Whether there is nothing more to compute for it. */
    boolean isOver() {
        return finished || stream.isClosed();
    }

    /** Whether it is about to compute more of another prompt's full pages than are computed already. */
    boolean computesMoreOf(int[] prompt, int cached) {
        int limit = Math.min(promptLength, prompt.length - 1);
        int mismatch = Arrays.mismatch(tokens, 0, limit, prompt, 0, limit);
        int alike = mismatch < 0 ? limit : mismatch;
        return isInPrompt() && alike / PageLayout.TOKENS * PageLayout.TOKENS > cached;
    }

    /** Puts its next tokens in the batch, and the rows whose logits it wants in the wishes. */
    void addTo(Batch batch, int count, List<Wish> wishes) {
        pages.grow(computed + count);
        for (int position = computed; position < computed + count; position++) {
            int row = batch.add(tokens[position], position, pages);
            boolean isLast = position + 1 == length;
            if (isLast || request.promptLogprobs() >= 0) {
                wishes.add(new Wish(this, row, position));
            }
        }
        computed += count;
    }

    /** Takes the logits after a token: scores the next token of the prompt, or chooses the next one of the answer. */
    void take(int position, Rows logits, int row, Kernels kernels, double[] memory) {
        int next = position + 1;
        if (next < promptLength) {
            Distribution distribution = new Distribution(logits.data(), logits.offset(row), logits.width(), kernels, memory);
            promptScores.add(new PromptScore(next, tokens[next], distribution.logprob(tokens[next]),
                    distribution.rank(tokens[next]), distribution.top(request.promptLogprobs())));
            return;
        }
        if (next == promptLength) {
            stream.promptDone(pages.cachedTokens(), promptScores);
        }
        if (next == mostTokens) {
            finish(FinishReason.LENGTH);
        } else {
            generate(logits, row, kernels, memory);
        }
    }

    private void generate(Rows logits, int row, Kernels kernels, double[] memory) {
        int start = logits.offset(row);
        Set<Integer> forbidden = length - promptLength < request.minTokens() ? ends : Set.of();
        int id = sampler.choose(logits.data(), start, logits.width(), forbidden, kernels, memory);
        append(id);
        stream.deliver(scored(id, logits, start, kernels, memory));
        if (ends.contains(id)) {
            finish(FinishReason.STOP);
        } else if (length == mostTokens) {
            finish(FinishReason.LENGTH);
        }
    }

    private GeneratedToken scored(int id, Rows logits, int start, Kernels kernels, double[] memory) {
        if (request.topLogprobs() < 0) {
            return new GeneratedToken(id, Double.NaN, 0, List.of());
        }
        Distribution distribution = new Distribution(logits.data(), start, logits.width(), kernels, memory);
        return new GeneratedToken(id, distribution.logprob(id), distribution.rank(id), distribution.top(request.topLogprobs()));
    }

    private void append(int id) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.min(mostTokens, 2 * length + PageLayout.TOKENS));
        }
        tokens[length++] = id;
    }

    private void finish(FinishReason reason) {
        finished = true;
        stream.finish(reason);
    }

    /** Ends it with an error for the reader. */
    void fail(Fault problem) {
        finished = true;
        stream.fail(problem);
    }

    /** Lets later sequences share what is computed. */
    void publish() {
        pages.publish(tokens, computed);
    }

    /** Gives its pages back. */
    void release() {
        pages.release();
    }
}
