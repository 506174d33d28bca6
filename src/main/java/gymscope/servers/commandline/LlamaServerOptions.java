package gymscope.servers.commandline;

import static gymscope.servers.commandline.CommandOption.choice;
import static gymscope.servers.commandline.CommandOption.option;

import gymscope.servers.commandline.CommandOption.ValueType;
import java.util.List;

/** The options of llama.cpp's {@code llama-server} that a form offers (checked with 0.7.0, build 11669). */
final class LlamaServerOptions {

    static final String CONTEXT = "--ctx-size";
    static final String SLOTS = "--parallel";
    static final String CACHE_KEYS = "--cache-type-k";
    static final String CACHE_VALUES = "--cache-type-v";
    static final String FLASH_ATTENTION = "--flash-attn";
    static final String ORIGINS = "--cors-origins";
    static final String REASONING = "--reasoning";
    static final String METRICS = "--metrics";

    private static final String MODEL = "Model";
    private static final String CHAT = "Chat, tools and reasoning";
    private static final String HARDWARE = "Hardware";
    private static final String SERVER = "Server";
    private static final List<String> CACHE_TYPES = List.of("f32", "f16", "bf16", "q8_0", "q4_0", "q4_1", "iq4_nl", "q5_0",
            "q5_1");

    static final List<CommandOption> ALL = List.of(
            option("--alias", MODEL, "Served name", ValueType.TEXT, "the file's name", "The name that /v1/models shows."),
            option(CONTEXT, MODEL, "Context, all slots together", ValueType.WHOLE_NUMBER, "from the model",
                    "Tokens; divided by the number of slots."),
            option(SLOTS, MODEL, "Slots", ValueType.WHOLE_NUMBER, "by the program",
                    "Requests that are answered at once; more wait."),
            option("--seed", MODEL, "Seed", ValueType.WHOLE_NUMBER, "random", "-1 for a random one."),
            option("--lora", MODEL, "LoRA adapter", ValueType.PATH, "none", "A GGUF file."),
            option("--chat-template-file", CHAT, "Chat template", ValueType.PATH, "the model's", "A Jinja file."),
            option("--jinja", CHAT, "Jinja templates", ValueType.SWITCH, "on", "Off, tool calls are not parsed."),
            choice(REASONING, CHAT, "Thinking", "auto", List.of("on", "off", "auto"),
                    "Auto turns it on where the template knows enable_thinking."),
            choice("--reasoning-format", CHAT, "Thinking is sent as", "auto",
                    List.of("none", "deepseek", "deepseek-legacy", "auto"),
                    "deepseek puts it into reasoning_content."),
            option("--reasoning-budget", CHAT, "Most thinking tokens", ValueType.WHOLE_NUMBER, "-1", "0 ends thinking at once."),
            option("--threads", HARDWARE, "Threads", ValueType.WHOLE_NUMBER, "by the program", "For single tokens."),
            option("--n-gpu-layers", HARDWARE, "Layers on the GPU", ValueType.TEXT, "by memory", "A number, auto or all."),
            choice(FLASH_ATTENTION, HARDWARE, "Flash attention", "auto", List.of("on", "off", "auto"),
                    "Off for exact comparisons."),
            choice(CACHE_KEYS, HARDWARE, "Cache type of keys", "f16", CACHE_TYPES, "f32 for exact comparisons."),
            choice(CACHE_VALUES, HARDWARE, "Cache type of values", "f16", CACHE_TYPES, "f32 for exact comparisons."),
            option(METRICS, SERVER, "Prometheus metrics", ValueType.SWITCH, "off", "How busy it is, shown on this screen."),
            option("--embeddings", SERVER, "Embeddings", ValueType.SWITCH, "off", "Answers /v1/embeddings."),
            option(ORIGINS, SERVER, "Web pages that may call", ValueType.TEXT, "all", "localhost keeps foreign pages away."),
            option("--verbose", SERVER, "Say more", ValueType.SWITCH, "off", "Logs every request."));

    private LlamaServerOptions() {
    }
}
