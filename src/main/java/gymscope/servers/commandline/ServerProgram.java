package gymscope.servers.commandline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs whose command lines are known here. */
public enum ServerProgram {

    /** {@code vllm serve MODEL}. */
    VLLM("vLLM", "vllm serve", "Hub id or folder, for instance Qwen/Qwen3-8B.", "VLLM_API_KEY", 900),
    /** llama.cpp's {@code llama-server -m FILE}. */
    LLAMA_SERVER("llama-server", "llama-server", "The path of a GGUF file.", "LLAMA_API_KEY",
            120);

    private final String label;
    private final String launcher;
    private final String modelHelp;
    private final String tokenVariable;
    private final int readySeconds;

    ServerProgram(String label, String launcher, String modelHelp, String tokenVariable, int readySeconds) {
        this.label = label;
        this.launcher = launcher;
        this.modelHelp = modelHelp;
        this.tokenVariable = tokenVariable;
        this.readySeconds = readySeconds;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /** The words that start it, where it is on the PATH. */
    public List<String> launcher() {
        return List.of(launcher.split(" ", -1));
    }

    /** What is meant by the model, a sentence. */
    public String modelHelp() {
        return modelHelp;
    }

    /** The options that a form offers. */
    public List<CommandOption> options() {
        return this == VLLM ? VllmOptions.ALL : LlamaServerOptions.ALL;
    }

    /** The option with this flag. */
    public Optional<CommandOption> option(String flag) {
        return options().stream().filter(option -> option.flag().equals(flag)).findFirst();
    }

    /** The environment variable that takes the key its callers must show; never the command line, which others can read. */
    public String tokenVariable() {
        return tokenVariable;
    }

    /** How long a start may take, in seconds, unless one says otherwise. */
    public int readySeconds() {
        return readySeconds;
    }

    /** Where it says that it is ready. */
    public String healthPath() {
        return "/health";
    }

    List<String> modelArguments(String model) {
        return this == VLLM ? List.of(model) : List.of("--model", model);
    }

    /** What is set unless one says otherwise. */
    Map<String, String> presets() {
        return this == VLLM ? Map.of() : Map.of(LlamaServerOptions.ORIGINS, "localhost", LlamaServerOptions.METRICS, "true");
    }

    /** The arguments of a switch that is turned on or off. */
    List<String> switchArguments(String flag, boolean on) {
        if (on) {
            return List.of(flag);
        }
        boolean hasOpposite = this == VLLM || flag.equals("--jinja");
        return hasOpposite ? List.of("--no-" + flag.substring(2)) : List.of();
    }
}
