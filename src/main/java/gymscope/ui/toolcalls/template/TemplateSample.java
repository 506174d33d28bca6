package gymscope.ui.toolcalls.template;

import gymscope.engine.TemplateFile;
import gymscope.templates.TokenizerConfig;
import gymscope.wire.Fault;
import gymscope.wire.Json;
import gymscope.workspace.ApplicationHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The templates and conversations that the application brings. */
enum TemplateSample {
    THINKING("Thinking, left out of earlier turns", "thinking.jinja"), CHATML("ChatML with tools",
            "chatml.jinja"), INST("[INST], strict alternation", "inst.jinja"), DEMONSTRATION("The demonstration model's", "");

    private final String words;
    private final String file;

    TemplateSample(String words, String file) {
        this.words = words;
        this.file = file;
    }

    /** A conversation to try templates on. */
    enum Conversation {
        TOOL_CALL("A tool call, its result, a further question", "tool-call.json"), PENDING("A result that waits for the answer",
                "pending-result.json"), QUESTION("Questions without tools", "question.json");

        private final String words;
        private final String file;

        Conversation(String words, String file) {
            this.words = words;
            this.file = file;
        }

        /** Its name for people. */
        String words() {
            return words;
        }

        /**
         * The conversation: an object with {@code messages}, and {@code tools} where it has some.
         *
         * @throws Fault when it cannot be read
         */
        ObjectNode read(ApplicationHome home) {
            Path path = home.sampleData().resolve("templates").resolve("conversations").resolve(file);
            try {
                return Json.parseObject(Files.readString(path));
            } catch (IOException problem) {
                throw TemplateFile.unreadable(path.toString(), problem);
            }
        }
    }

    /** Its name for people. */
    String words() {
        return words;
    }

    /** All of them, in the order of a menu. */
    static List<TemplateSample> all() {
        return List.of(values());
    }

    /**
     * The template.
     *
     * @throws Fault when it cannot be read
     */
    TokenizerConfig read(ApplicationHome home) {
        if (this == DEMONSTRATION) {
            return TemplateFile.read(home.demoModel());
        }
        TokenizerConfig config = TemplateFile.read(home.sampleData().resolve("templates").resolve(file));
        return new TokenizerConfig(config.templates(), Json.object().put("bos_token", "<s>").put("eos_token", "</s>"), false);
    }
}
