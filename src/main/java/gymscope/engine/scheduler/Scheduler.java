package gymscope.engine.scheduler;

import gymscope.engine.cache.PageCache;
import gymscope.engine.cache.SequencePages;
import gymscope.engine.generation.BusyFault;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Rows;
import gymscope.engine.model.Batch;
import gymscope.engine.model.Decoder;
import gymscope.wire.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes all generations of a model on one thread. Each step takes the next token of every sequence that generates and
 * a piece of the prompts that are new, oldest first. Requests wait in order until there are pages for all they may need;
 * one whose prompt begins like one being computed waits for that and shares it.
 */
public final class Scheduler implements AutoCloseable {

    /** Tokens of prompts in a step: long enough to be efficient, short enough not to hold up those who generate. */
    private static final int PROMPT_TOKENS = 128;

    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final Decoder decoder;
    private final PageCache cache;
    private final Kernels kernels;
    private final SchedulerLimits limits;
    private final Set<Integer> ends;
    private final double[] memory;
    private final List<Sequence> running = new ArrayList<>();
    private final Deque<WaitingRequest> queue = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;

    /**
     * @param kernels for this scheduler's thread
     * @param ends tokens with which the model ends an answer
     */
    public Scheduler(String name, Decoder decoder, PageCache cache, Kernels kernels, SchedulerLimits limits, Set<Integer> ends) {
        this.decoder = decoder;
        this.cache = cache;
        this.kernels = kernels;
        this.limits = limits;
        this.ends = ends;
        this.memory = new double[limits.vocabularySize()];
        this.thread = Thread.ofPlatform().daemon().name("engine-" + name).unstarted(this::run);
    }

    /** Starts the thread. */
    public Scheduler start() {
        thread.start();
        return this;
    }

    /** How many tokens a batch may have under such limits. */
    public static int mostRows(int sequences) {
        return sequences + PROMPT_TOKENS;
    }

    /**
     * Queues a request.
     *
     * @throws BusyFault when too many wait already
     * @throws Fault when it does not fit the model
     */
    public Generation submit(GenerationRequest request) {
        int[] prompt = request.prompt();
        int mostTokens = limits.check(request, prompt);
        TokenStream stream = new TokenStream();
        synchronized (this) {
            if (closed) {
                throw stopped();
            }
            queue.removeIf(waiting -> waiting.stream().isClosed());
            if (queue.size() >= limits.waiting()) {
                throw new BusyFault(queue.size());
            }
            queue.add(new WaitingRequest(request, prompt, mostTokens, stream));
            notifyAll();
        }
        return stream;
    }

    /** Stops computing; whoever still reads gets a {@link Fault}. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException problem) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            guarded(this::warmUp);
            while (admit()) {
                guarded(this::step);
                running.removeIf(Scheduler::isDropped);
            }
        } finally {
            endAll();
        }
    }

    /** An internal error comes when the mapped file changes under the model's feet. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | OutOfMemoryError | InternalError problem) {
            LOG.error("The local model could not go on.", problem);
            Fault fault = new Fault("The local model could not go on: " + Fault.sentenceOf(problem) + ".",
                    "Start it again; its file may have been changed, or memory run out.", problem);
            running.forEach(sequence -> sequence.fail(fault));
        }
    }

    private synchronized void endAll() {
        closed = true;
        running.forEach(sequence -> sequence.fail(stopped()));
        queue.forEach(waiting -> waiting.stream().fail(stopped()));
        queue.clear();
    }

    /** Uses the time before the first request. */
    private void warmUp() {
        int[] tokens = new int[Decoder.WARM_UP_ROWS];
        SequencePages pages = cache.open(tokens, tokens.length, false);
        if (pages != null) {
            pages.grow(tokens.length);
            long end = System.nanoTime() + WARM_UP_NANOS;
            decoder.warmUp(pages, () -> System.nanoTime() < end && isIdle());
            pages.release();
        }
    }

    private synchronized boolean isIdle() {
        return queue.isEmpty() && !closed;
    }

    private static boolean isDropped(Sequence sequence) {
        if (sequence.isOver()) {
            sequence.release();
            return true;
        }
        return false;
    }

    /** Takes up requests that may run now, waiting for one when none runs; false when closed. */
    private synchronized boolean admit() {
        while (running.isEmpty() && queue.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException problem) {
                closed = true;
            }
        }
        if (closed) {
            return false;
        }
        queue.removeIf(waiting -> waiting.stream().isClosed());
        for (Iterator<WaitingRequest> rest = queue.iterator(); rest.hasNext() && running.size() < limits.sequences();) {
            WaitingRequest waiting = rest.next();
            boolean shares = waiting.request().promptLogprobs() < 0;
            if (shares && isBeingComputed(waiting.prompt())) {
                continue;
            }
            SequencePages pages = cache.open(waiting.prompt(), waiting.mostTokens(), shares);
            if (pages == null) {
                break;
            }
            rest.remove();
            running.add(new Sequence(waiting.request(), waiting.stream(), pages, ends, waiting.mostTokens()));
        }
        return true;
    }

    private boolean isBeingComputed(int[] prompt) {
        int cached = cache.cachedTokens(prompt);
        return running.stream().anyMatch(sequence -> sequence.computesMoreOf(prompt, cached));
    }

    private void step() {
        running.removeIf(Scheduler::isDropped);
        Batch batch = new Batch();
        List<Sequence.Wish> wishes = new ArrayList<>();
        for (Sequence sequence : running) {
            if (!sequence.isInPrompt()) {
                sequence.addTo(batch, 1, wishes);
            }
        }
        int room = PROMPT_TOKENS;
        for (Sequence sequence : running) {
            if (sequence.isInPrompt() && room > 0) {
                int count = Math.min(room, sequence.missing());
                sequence.addTo(batch, count, wishes);
                room -= count;
            }
        }
        if (batch.size() > 0) {
            decoder.compute(batch);
            answer(wishes);
            running.forEach(Sequence::publish);
        }
    }

    private void answer(List<Sequence.Wish> wishes) {
        int[] rows = wishes.stream().mapToInt(Sequence.Wish::row).toArray();
        for (int from = 0; from < rows.length; from += Decoder.LOGIT_ROWS) {
            int count = Math.min(Decoder.LOGIT_ROWS, rows.length - from);
            Rows logits = decoder.logits(rows, from, count);
            for (int i = 0; i < count; i++) {
                Sequence.Wish wish = wishes.get(from + i);
                try {
                    wish.sequence().take(wish.position(), logits, i, kernels, memory);
                } catch (Fault problem) {
                    wish.sequence().fail(problem);
                }
            }
        }
    }

    private static Fault stopped() {
        return new Fault("The local model was stopped.", "Start its server again.");
    }
}
