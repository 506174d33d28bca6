package gymscope.engine.scheduler;

import gymscope.engine.generation.FinishReason;
import gymscope.engine.generation.GeneratedToken;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.PromptScore;
import gymscope.wire.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands tokens over from the scheduler's thread to the reader's. */
final class TokenStream implements Generation {

    private final Deque<GeneratedToken> waiting = new ArrayDeque<>();
    private boolean closed;
    private boolean over;
    private boolean promptDone;
    private @Nullable FinishReason finish;
    private @Nullable Fault fault;
    private List<PromptScore> promptScores = List.of();
    private int cachedPromptTokens;

    @Override
    public synchronized @Nullable GeneratedToken next() throws InterruptedException {
        while (waiting.isEmpty() && !over && !closed) {
            wait();
        }
        if (closed) {
            return null;
        }
        GeneratedToken token = waiting.poll();
        if (token == null && fault != null) {
            throw new Fault(fault.sentence(), fault.hint(), fault);
        }
        return token;
    }

    @Override
    public synchronized FinishReason finishReason() {
        if (finish == null || !waiting.isEmpty()) {
            throw new IllegalStateException("The generation has not come to its end.");
        }
        return finish;
    }

    @Override
    public synchronized List<PromptScore> promptScores() {
        requirePrompt();
        return promptScores;
    }

    @Override
    public synchronized int cachedPromptTokens() {
        requirePrompt();
        return cachedPromptTokens;
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void promptDone(int cachedTokens, List<PromptScore> scores) {
        promptDone = true;
        cachedPromptTokens = cachedTokens;
        promptScores = List.copyOf(scores);
    }

    synchronized void deliver(GeneratedToken token) {
        if (!closed) {
            waiting.add(token);
            notifyAll();
        }
    }

    synchronized void finish(FinishReason reason) {
        finish = reason;
        over = true;
        notifyAll();
    }

    synchronized void fail(Fault problem) {
        fault = problem;
        over = true;
        notifyAll();
    }

    private void requirePrompt() {
        if (!promptDone) {
            throw new IllegalStateException("The prompt is not computed yet.");
        }
    }
}
