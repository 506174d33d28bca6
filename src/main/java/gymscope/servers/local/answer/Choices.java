package gymscope.servers.local.answer;

import gymscope.servers.http.HttpError;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several answers to one request. Either each is read by itself, or {@link #next()} reads them all as their tokens come;
 * then each has a thread that waits for it. Closing it ends the answers.
 */
public final class Choices implements AutoCloseable {

    private final List<AnswerStream> answers;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private int running;
    private boolean pumping;

    /** @param answers fresh ones, which are closed with this */
    public Choices(List<AnswerStream> answers) {
        this.answers = List.copyOf(answers);
        this.running = answers.size();
    }

    /**
     * What one of the answers brought.
     *
     * @param choice which one, from 0
     * @param piece its next token, null at its end
     * @param problem why it broke off, null when it did not
     */
    public record Step(int choice, AnswerStream.@Nullable Piece piece, @Nullable RuntimeException problem) {}

    /** The answers. */
    public List<AnswerStream> answers() {
        return answers;
    }

    /** How many tokens all answers have so far. */
    public int generatedTokens() {
        return answers.stream().mapToInt(AnswerStream::generatedTokens).sum();
    }

    /** The next token or end of any of the answers; null when all have ended. */
    public @Nullable Step next() throws InterruptedException {
        if (running == 0) {
            return null;
        }
        startPumps();
        Step step = answers.size() == 1 ? new Step(0, answers.getFirst().next(), null) : steps.take();
        if (step.problem() != null) {
            throw step.problem();
        }
        running -= step.piece() == null ? 1 : 0;
        return step;
    }

    @Override
    public void close() {
        answers.forEach(AnswerStream::close);
    }

    private void startPumps() {
        if (!pumping && answers.size() > 1) {
            for (int i = 0; i < answers.size(); i++) {
                int index = i;
                Thread.ofVirtual().name("choice-" + index).start(() -> pump(index));
            }
        }
        pumping = true;
    }

    private void pump(int index) {
        try {
            AnswerStream.Piece piece;
            do {
                piece = answers.get(index).next();
                steps.add(new Step(index, piece, null));
            } while (piece != null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            steps.add(new Step(index, null, HttpError.unavailable("The server is being stopped.")));
        } catch (RuntimeException problem) {
            steps.add(new Step(index, null, problem));
        }
    }
}
