package gymscope.ui.toolcalls;

import gymscope.wire.Fault;
import gymscope.workspace.ApplicationHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts that the application brings to try parsers on, one a format. */
final class SampleText {

    private static final List<String> NAMES = List.of("hermes", "qwen3_coder", "mistral", "pythonic", "openai");

    private SampleText() {
    }

    /** The names of the samples: that of the parser which reads each. */
    static List<String> names() {
        return NAMES;
    }

    /**
     * A sample with its tools.
     *
     * @throws Fault when it cannot be read
     */
    static RawText read(ApplicationHome home, String name) {
        Path folder = home.sampleData().resolve("model-text");
        try {
            return new RawText(Files.readString(folder.resolve(name + ".txt")), List.of(), "the sample for " + name,
                    Files.readString(folder.resolve("tools.json")), null);
        } catch (IOException problem) {
            throw new Fault("The sample text can't be read: %s.".formatted(Fault.sentenceOf(problem)),
                    "Look whether %s is there.".formatted(folder), problem);
        }
    }
}
