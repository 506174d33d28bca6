package gymscope.cli;

import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a command's JSON goes: nowhere, standard output, or a file that is written whole or not at all. */
sealed interface JsonTarget {

    /** No JSON was asked for. */
    record Nowhere() implements JsonTarget {}

    record StandardOutput() implements JsonTarget {}

    record ToFile(Path file) implements JsonTarget {}

    /**
     * Reads the option's value, null when it was not given.
     *
     * @throws Fault when the file's folder does not exist
     */
    static JsonTarget of(@Nullable String value) {
        if (value == null) {
            return new Nowhere();
        }
        if (value.equals("-")) {
            return new StandardOutput();
        }
        try {
            Path file = Path.of(value).toAbsolutePath();
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw new Fault("%s can't be written: there is no folder %s.".formatted(value, folder),
                        "Name a file in a folder that exists.");
            }
            return new ToFile(file);
        } catch (InvalidPathException problem) {
            throw new Fault("%s is not the name of a file.".formatted(value), "Name a file, or - for standard output.", problem);
        }
    }

    default boolean isStandardOutput() {
        return this instanceof StandardOutput;
    }

    /** Writes the document. */
    default void write(String text, Console console) {
        switch (this) {
            case Nowhere nowhere -> {
                // Nobody asked for it.
            }
            case StandardOutput standard -> console.print(text);
            case ToFile target -> writeFile(target.file(), text);
        }
    }

    private static void writeFile(Path file, String text) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.writeString(partial, text + "\n");
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new Fault("%s can't be written: %s.".formatted(file, Fault.sentenceOf(problem)),
                    "Name a file that you may write.",
                    problem);
        }
    }
}
