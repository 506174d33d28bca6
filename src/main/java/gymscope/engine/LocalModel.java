package gymscope.engine;

import gymscope.engine.cache.PageCache;
import gymscope.engine.cache.PageLayout;
import gymscope.engine.generation.Generation;
import gymscope.engine.generation.GenerationRequest;
import gymscope.engine.gguf.GgufFile;
import gymscope.engine.kernels.Kernels;
import gymscope.engine.kernels.Workers;
import gymscope.engine.model.Decoder;
import gymscope.engine.model.ModelShape;
import gymscope.engine.scheduler.Scheduler;
import gymscope.engine.scheduler.SchedulerLimits;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.wire.Fault;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A language model from a GGUF file, computed in this process. Any number of threads may generate at once; their
 * generations are computed together. Closing it ends them.
 */
public final class LocalModel implements AutoCloseable {

    /** So many full contexts fit in the cache of a small model; more would hold memory that is hardly used again. */
    private static final int CACHED_CONTEXTS = 32;

    private final GgufFile file;
    private final Tokenizer tokenizer;
    private final ModelDescription description;
    private final Workers workers;
    private final Scheduler scheduler;

    private LocalModel(GgufFile file, EngineOptions options) {
        this.file = file;
        ModelShape shape = ModelShape.of(file);
        this.tokenizer = Tokenizer.of(file.metadata());
        this.workers = new Workers(options.threads(), options.vectors() ? Kernels::vector : Kernels::scalar);
        Decoder decoder = new Decoder(file, shape, workers, Scheduler.mostRows(options.sequences()));
        int pages = pages(decoder.layout(), shape.contextLength(), options.cacheBytes());
        int contextLength = Math.min(shape.contextLength(), pages * PageLayout.TOKENS);
        this.description = describe(file, shape, contextLength);
        SchedulerLimits limits = new SchedulerLimits(options.sequences(), options.waiting(), contextLength,
                shape.vocabularySize());
        this.scheduler = new Scheduler(description.name(), decoder, new PageCache(decoder.layout(), pages), workers.own(), limits,
                tokenizer.endTokens()).start();
    }

    /**
     * Loads a model with the standard options.
     *
     * @throws Fault when the file cannot be read, is broken, or needs something that the engine does not compute, which
     *     the fault names
     */
    public static LocalModel load(Path gguf) {
        return load(gguf, EngineOptions.standard());
    }

    /** Loads a model. */
    public static LocalModel load(Path gguf, EngineOptions options) {
        GgufFile file = GgufFile.open(gguf);
        try {
            return new LocalModel(file, options);
        } catch (RuntimeException | OutOfMemoryError problem) {
            file.close();
            throw problem;
        }
    }

    public ModelDescription description() {
        return description;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The Jinja template that turns a conversation into a prompt; null when the file has none. */
    public @Nullable String chatTemplate() {
        return file.metadata().text("tokenizer.chat_template");
    }

    /**
     * Queues a request; tokens come as they are computed. Close what is returned.
     *
     * @throws gymscope.engine.generation.BusyFault when too many requests wait already
     * @throws Fault when the prompt and one more token do not fit the context, or a token id does not exist
     */
    public Generation generate(GenerationRequest request) {
        return scheduler.submit(request);
    }

    @Override
    public void close() {
        scheduler.close();
        workers.close();
        file.close();
    }

    private static int pages(PageLayout layout, int contextLength, long bytes) {
        long affordable = bytes / Float.BYTES / layout.length();
        long useful = (long) CACHED_CONTEXTS * PageCache.pagesFor(contextLength);
        return Math.clamp(Math.min(affordable, useful), 1, Integer.MAX_VALUE / PageLayout.TOKENS);
    }

    private static ModelDescription describe(GgufFile file, ModelShape shape, int contextLength) {
        String name = file.metadata().text("general.name");
        return new ModelDescription(name == null ? String.valueOf(file.path().getFileName()).replaceFirst("\\.gguf$", "") : name,
                file.metadata().requiredText("general.architecture"), file.path(), file.parameters(), contextLength,
                shape.vocabularySize(), file.commonestType().name(), shape.layers(), shape.width());
    }
}
