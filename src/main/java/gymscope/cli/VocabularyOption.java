package gymscope.cli;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.tokenizer.Tokenizer;
import gymscope.tokens.TokenBytes;
import gymscope.workspace.ApplicationHome;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a tokenizer for answers that tell ids without texts: a mixin. */
final class VocabularyOption {

    @Option(names = "--tokenizer", paramLabel = "FILE",
            description = "A GGUF file, or demo, whose tokenizer gives token ids their texts where the answers do not.")
    private @Nullable String file;

    /** Gives a number's bytes, null for one that is not known; null when the option is not there. */
    @Nullable
    IntFunction<@Nullable TokenBytes> vocabulary() {
        if (file == null) {
            return null;
        }
        Path path = file.equals("demo") ? ApplicationHome.locate().demoModel() : Path.of(file);
        try (GgufFile model = GgufFile.open(path)) {
            Tokenizer tokenizer = Tokenizer.of(model.metadata());
            return id -> id < 0 || id >= tokenizer.vocabularySize() ? null : TokenBytes.of(tokenizer.bytes(id));
        }
    }
}
