package gymscope.engine.gguf;

import gymscope.wire.Fault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An open GGUF file, mapped into memory for as long as it is open. Safe for use by several threads. */
public final class GgufFile implements AutoCloseable {

    private final Path path;
    private final Arena arena;
    private final MemorySegment mapped;
    private final GgufHeader header;

    private GgufFile(Path path, Arena arena, MemorySegment mapped, GgufHeader header) {
        this.path = path;
        this.arena = arena;
        this.mapped = mapped;
        this.header = header;
    }

    /**
     * Maps a file and reads its head.
     *
     * @throws Fault when it cannot be read, is no GGUF file of version 2 or 3, or is broken
     */
    public static GgufFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new Fault(path + " is a folder.", "Name the GGUF file in it.");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufFile(path, arena, mapped, new GgufReader(path, mapped).header());
        } catch (IOException problem) {
            arena.close();
            throw unreadable(path, problem);
        } catch (RuntimeException problem) {
            arena.close();
            throw problem;
        }
    }

    public Path path() {
        return path;
    }

    public Metadata metadata() {
        return header.metadata();
    }

    /** The names of all tensors, in the order of the file. */
    public Set<String> tensorNames() {
        return header.tensors().keySet();
    }

    /** How many numbers all tensors hold together. */
    public long parameters() {
        return header.tensors().values().stream().mapToLong(TensorInfo::count).sum();
    }

    /** The type in which most numbers are stored, of those that the engine computes with. */
    public TensorType commonestType() {
        Map<TensorType, Long> numbers = new EnumMap<>(TensorType.class);
        header.tensors().values()
                .forEach(info -> numbers.merge(TensorType.of(info.typeId(), info.name()), info.count(), Long::sum));
        return numbers.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(TensorType.F32);
    }

    /**
     * A tensor of the given shape.
     *
     * @param rows 1 for a vector
     * @throws Fault when it is missing, of a type that the engine lacks, of another shape, or beyond the end of the file
     */
    public Tensor tensor(String name, int rows, int columns) {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new Fault("The file " + path + " has no tensor " + name + ".", "The model is incomplete; fetch it again.");
        }
        TensorType type = TensorType.of(info.typeId(), name);
        List<Long> expected = rows == 1 ? List.of((long) columns) : List.of((long) columns, (long) rows);
        if (!info.shape().equals(expected)) {
            throw new Fault("Tensor " + name + " in " + path + " has the shape " + info.shape() + ", not " + expected + ".",
                    "The file does not fit its own metadata; fetch it again.");
        }
        if (columns % type.blockLength() != 0) {
            throw new Fault("Rows of tensor " + name + " in " + path + " are no multiple of " + type.blockLength() + " numbers.",
                    "The file is broken; fetch it again.");
        }
        long bytes = rows * type.rowBytes(columns);
        if (info.offset() > mapped.byteSize() - bytes) {
            throw new Fault("The file " + path + " ends before the end of tensor " + name + ": it is truncated.",
                    "Fetch it again.");
        }
        return new Tensor(name, type, rows, columns, mapped.asSlice(info.offset(), bytes));
    }

    /** Unmaps the file; no tensor of it may be read any more. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private static Fault unreadable(Path path, IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return new Fault("There is no file " + path + ".", "Check the path of the model.", problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new Fault("The file " + path + " may not be read.", "Check its permissions.", problem);
        }
        return new Fault("The file " + path + " cannot be read: " + Fault.sentenceOf(problem) + ".",
                "Check the disk and the file's permissions.", problem);
    }
}
