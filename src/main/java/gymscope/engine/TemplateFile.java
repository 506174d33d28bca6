package gymscope.engine;

import gymscope.engine.gguf.GgufFile;
import gymscope.engine.gguf.Metadata;
import gymscope.templates.TokenizerConfig;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the chat templates of a {@code .jinja} file, a {@code tokenizer_config.json} or a GGUF file. */
public final class TemplateFile {

    private static final String GGUF_TEMPLATE = "tokenizer.chat_template";

    private TemplateFile() {
    }

    /**
     * Reads a file.
     *
     * @throws Fault when it cannot be read or holds no template
     */
    public static TokenizerConfig read(Path file) {
        try {
            return isGguf(file) ? ofGguf(file) : ofText(Files.readString(file));
        } catch (IOException problem) {
            throw unreadable(file.toString(), problem);
        }
    }

    /**
     * Reads the text of a {@code .jinja} file or of a {@code tokenizer_config.json}.
     *
     * @throws Fault when it is JSON without a template
     */
    public static TokenizerConfig ofText(String text) {
        JsonNode json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
                ? Json.parseOrNull(text)
                : null;
        if (json instanceof ArrayNode) {
            throw new Fault("It is a JSON list, and no chat template.",
                    "Name a .jinja file, a tokenizer_config.json or a GGUF file.");
        }
        ObjectNode config = json instanceof ObjectNode object ? object : Json.object().put("chat_template", text);
        return TokenizerConfig.of(config);
    }

    /** Why a text file cannot be read, as a sentence. */
    public static Fault unreadable(String file, IOException problem) {
        boolean missing = problem instanceof NoSuchFileException;
        String words = problem instanceof CharacterCodingException ? "it is not UTF-8" : Fault.sentenceOf(problem);
        return missing
                ? new Fault("There is no file %s.".formatted(file), "Name a file that is there.", problem)
                : new Fault("%s can't be read: %s.".formatted(file, words), "Name a text file that you may read.", problem);
    }

    private static boolean isGguf(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return new String(stream.readNBytes(4), StandardCharsets.ISO_8859_1).equals("GGUF");
        }
    }

    private static TokenizerConfig ofGguf(Path path) {
        try (GgufFile file = GgufFile.open(path)) {
            Metadata metadata = file.metadata();
            Map<String, String> templates = new LinkedHashMap<>();
            for (String key : metadata.keys()) {
                String text = key.startsWith(GGUF_TEMPLATE) && !key.equals(GGUF_TEMPLATE + "s") ? metadata.text(key) : null;
                if (text != null) {
                    boolean named = key.startsWith(GGUF_TEMPLATE + ".");
                    templates.put(named ? key.substring(GGUF_TEMPLATE.length() + 1) : TokenizerConfig.DEFAULT, text);
                }
            }
            if (templates.isEmpty()) {
                throw new Fault("The model has no chat template.", "Use its tokenizer_config.json, or another template.");
            }
            return new TokenizerConfig(templates, specialTokens(metadata), metadata.flag("tokenizer.ggml.add_bos_token", false));
        }
    }

    private static ObjectNode specialTokens(Metadata metadata) {
        ObjectNode tokens = Json.object();
        List<String> texts = metadata.requiredTexts("tokenizer.ggml.tokens");
        Map.of("bos_token", "bos", "eos_token", "eos", "pad_token", "padding").forEach((name, key) -> {
            Long id = metadata.integer("tokenizer.ggml.%s_token_id".formatted(key));
            if (id != null && id >= 0 && id < texts.size()) {
                tokens.put(name, texts.get(id.intValue()));
            }
        });
        return tokens;
    }
}
