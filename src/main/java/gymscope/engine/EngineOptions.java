package gymscope.engine;

/**
 * How much of the machine a local model takes.
 *
 * @param threads how many threads compute prompts and large models; small steps of small models take one
 * @param vectors false to compute with plain loops, for comparison
 * @param sequences how many generations are computed together
 * @param waiting how many requests may wait before the model says that it is busy
 * @param cacheBytes how much memory the keys and values of all sequences may take
 */
public record EngineOptions(int threads, boolean vectors, int sequences, int waiting, long cacheBytes) {

    /** Half of the processors, and at most a quarter of the memory for keys and values. */
    public static EngineOptions standard() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 8);
        return new EngineOptions(threads, true, 32, 256, Runtime.getRuntime().maxMemory() / 4);
    }

    /** The same with another number of threads. */
    public EngineOptions withThreads(int count) {
        return new EngineOptions(count, vectors, sequences, waiting, cacheBytes);
    }

    /** The same with or without the Vector API. */
    public EngineOptions withVectors(boolean used) {
        return new EngineOptions(threads, used, sequences, waiting, cacheBytes);
    }
}
