package gymscope.cli;

import gymscope.engine.TemplateFile;
import gymscope.templates.ChatTemplate;
import gymscope.templates.TemplateFault;
import gymscope.templates.TokenizerConfig;
import gymscope.wire.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A chat template read from a {@code .jinja} file, a {@code tokenizer_config.json} or a GGUF file.
 *
 * @param file where it is from
 * @param config its templates and special tokens
 */
record TemplateSource(String file, TokenizerConfig config) {

    /**
     * Reads a file.
     *
     * @throws Fault when it cannot be read or holds no template
     */
    static TemplateSource read(String file) {
        try {
            TokenizerConfig config = file.equals("-")
                    ? TemplateFile.ofText(new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
                    : TemplateFile.read(Path.of(file));
            return new TemplateSource(file, config);
        } catch (IOException problem) {
            throw unreadable(file, problem);
        } catch (Fault fault) {
            throw fault.sentence().contains(file)
                    ? fault
                    : new Fault("%s: %s".formatted(file, fault.sentence()), fault.hint(), fault);
        }
    }

    static Fault unreadable(String file, IOException problem) {
        return TemplateFile.unreadable(file, problem);
    }

    /**
     * The template, made ready.
     *
     * @throws Fault with file, line and column where it cannot be read
     */
    ChatTemplate template(@Nullable String name, boolean withTools) {
        try {
            return ChatTemplate.parse(config.template(name, withTools));
        } catch (TemplateFault fault) {
            throw inFile(fault);
        } catch (Fault fault) {
            throw new Fault("%s: %s".formatted(file, fault.sentence()), fault.hint(), fault);
        }
    }

    /** A fault of the template with the name of its file. */
    Fault inFile(TemplateFault fault) {
        return new Fault("%s: %s".formatted(file, fault.sentence()), fault.hint(), fault);
    }
}
