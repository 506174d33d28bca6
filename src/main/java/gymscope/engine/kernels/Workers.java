package gymscope.engine.kernels;

import gymscope.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A fixed number of threads, each with kernels of its own, that share work which falls into independent parts. */
public final class Workers implements AutoCloseable {

    /** A part of the work. */
    public interface Part {

        /** Does the items from {@code from} to before {@code to}. */
        void run(Kernels kernels, int from, int to);
    }

    private final List<Kernels> kernels;
    private final ExecutorService others;

    /** @param threads how many threads compute, the calling one counted */
    public Workers(int threads, Supplier<Kernels> kernels) {
        this.kernels = Stream.generate(kernels).limit(threads).toList();
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("engine-worker-", 0).factory());
    }

    /** The calling thread's kernels. */
    public Kernels own() {
        return kernels.getFirst();
    }

    /**
     * Does all items, on all threads or on the calling one alone, and returns when they are done.
     *
     * @param unit parts begin at multiples of it
     */
    public void split(boolean together, int items, int unit, Part part) {
        int parts = together ? Math.min(kernels.size(), (items + unit - 1) / unit) : 1;
        if (parts <= 1) {
            part.run(own(), 0, items);
            return;
        }
        int share = ((items + parts - 1) / parts + unit - 1) / unit * unit;
        List<Future<?>> rest = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            Kernels theirs = kernels.get(i);
            int from = Math.min(items, i * share);
            int to = Math.min(items, from + share);
            rest.add(others.submit(() -> part.run(theirs, from, to)));
        }
        part.run(own(), 0, Math.min(items, share));
        rest.forEach(Workers::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new Fault("The computation was interrupted.", "Start the model again.", problem);
        } catch (ExecutionException problem) {
            throw new IllegalStateException(problem.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
