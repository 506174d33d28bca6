package gymscope.client.continuation;

import gymscope.client.ApiClient;
import gymscope.client.Endpoint;
import gymscope.wire.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Goes on from a fork by the best rung that is open: token ids, then a text prompt, then an open last message, then step
 * by step. Made once; {@link #run} blocks, {@link #stop} comes from any thread.
 */
public final class Continuation {

    private static final List<Rung> LADDER = List.of(new TokenPrompt(), new TextPrompt(), new Prefill(), new StepByStep());

    /** Is told what comes, on the thread that runs. */
    public interface Listener {

        /** A rung is tried; what came by another one does not count. */
        void tries(Rung rung);

        /**
         * A piece of the answer.
         *
         * @param choice a choice of Completions ({@code text}) or Chat Completions ({@code delta} or {@code message}), with
         *     what it tells of its tokens
         * @param arrival since the request was sent, null when it came with the whole answer
         */
        void piece(JsonNode choice, @Nullable Duration arrival);
    }

    /**
     * A rung that was not open.
     *
     * @param reason why, a sentence
     */
    public record Passed(Rung rung, String reason) {}

    /**
     * What came of it.
     *
     * @param rung the way that was gone, null when none was open
     * @param passed the better ones that were not open
     * @param exchanges what brought the continuation, in order
     */
    public record Result(@Nullable Rung rung, List<Passed> passed, List<Exchange> exchanges) {}

    private final Fork fork;
    private final Listener listener;
    private final Steps steps;

    public Continuation(ApiClient client, Endpoint endpoint, Fork fork, Listener listener) {
        this.fork = fork;
        this.listener = listener;
        this.steps = new Steps(client, endpoint, listener);
    }

    /** All rungs, the best one first. */
    public static List<Rung> ladder() {
        return LADDER;
    }

    /** Goes on. Never throws for what the endpoint did. */
    public Result run() {
        List<Passed> passed = new ArrayList<>();
        for (Rung rung : LADDER) {
            if (steps.isStopped()) {
                break;
            }
            listener.tries(rung);
            int before = steps.exchanges().size();
            try {
                rung.go(steps, fork);
                List<Exchange> made = steps.exchanges();
                return new Result(rung, List.copyOf(passed), List.copyOf(made.subList(before, made.size())));
            } catch (Rung.NotOpen reason) {
                passed.add(new Passed(rung, reason.sentence()));
            }
        }
        return new Result(null, List.copyOf(passed), List.copyOf(steps.exchanges()));
    }

    /** Ends it; what came so far stays. */
    public void stop() {
        steps.stop();
    }
}
