package gymscope.engine.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation under way. One thread reads it; the engine computes ahead of the reader. Closing it cancels what is not
 * computed yet and is always right to do, also after the end.
 */
public interface Generation extends AutoCloseable {

    /**
     * The next token, as soon as it is computed; an end or stop token is delivered like any other, as the last one.
     *
     * @return null at the end, also after {@link #close()}
     * @throws InterruptedException when the waiting thread is interrupted; the generation goes on until it is closed
     * @throws gymscope.wire.Fault when the engine could not go on
     */
    @Nullable
    GeneratedToken next() throws InterruptedException;

    /**
     * Why it ended.
     *
     * @throws IllegalStateException before {@link #next()} returned null, and after it was closed before its end
     */
    FinishReason finishReason();

    /**
     * The scores of the prompt's tokens from the second one on, empty when the request wanted none.
     *
     * @throws IllegalStateException before {@link #next()} returned for the first time
     */
    List<PromptScore> promptScores();

    /**
     * How many tokens of the prompt were not computed because an earlier request had begun alike.
     *
     * @throws IllegalStateException before {@link #next()} returned for the first time
     */
    int cachedPromptTokens();

    /** Cancels the generation; the engine drops it before its next step. */
    @Override
    void close();
}
