package gymscope.servers.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import gymscope.servers.commandline.CommandDraft.Purpose;
import gymscope.servers.commandline.Finding.Level;
import gymscope.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandDraftTest {

    @Test
    void aDraftForVllmNamesTheParsersOfTheModel() {
        CommandDraft draft = CommandDraft.of(ServerProgram.VLLM, "Qwen/Qwen3-8B").with("--max-logprobs", "-1")
                .with("--enable-prefix-caching", "false").with("--override-generation-config", "{\"temperature\": 1.0}");

        assertThat(draft.arguments()).containsExactly("vllm", "serve", "Qwen/Qwen3-8B", "--host", "127.0.0.1", "--port", "{port}",
                "--max-logprobs", "-1", "--override-generation-config", "{\"temperature\": 1.0}", "--enable-auto-tool-choice",
                "--tool-call-parser", "hermes", "--reasoning-parser", "qwen3", "--no-enable-prefix-caching");
        assertThat(draft.preview()).startsWith("VLLM_API_KEY=… vllm serve Qwen/Qwen3-8B --host 127.0.0.1 --port '{port}'")
                .contains("'{\"temperature\": 1.0}'");
        assertThat(draft.findings(Purpose.SERVING)).isEmpty();
    }

    @Test
    void aDraftForLlamaServerKeepsForeignPagesAway() {
        CommandDraft draft = CommandDraft.of(ServerProgram.LLAMA_SERVER, "/models/a.gguf").with("--parallel", "4")
                .with("--ctx-size", "4096").with("--reasoning", "off").with("--metrics", "true").with("--jinja", "false");

        assertThat(draft.arguments()).containsExactly("llama-server", "--model", "/models/a.gguf", "--host", "127.0.0.1",
                "--port",
                "{port}", "--ctx-size", "4096", "--parallel", "4", "--no-jinja", "--reasoning", "off", "--metrics",
                "--cors-origins", "localhost");
        assertThat(draft.findings(Purpose.SERVING)).extracting(Finding::key).containsExactly("--jinja", "--ctx-size");
    }

    @Test
    void itsSettingsAreABlockOfAConfiguration() {
        CommandDraft draft = CommandDraft.of(ServerProgram.LLAMA_SERVER, "a.gguf").with("--alias", "mine");

        assertThat(Json.write(draft.settings())).isEqualTo("{\"entrypoint\":\"app.py\",\"command\":[\"llama-server\",\"--model\","
                + "\"a.gguf\",\"--host\",\"127.0.0.1\",\"--port\",\"{port}\",\"--alias\",\"mine\",\"--metrics\",\"--cors-origins\","
                + "\"localhost\"],\"health\":\"/health\",\"ready_timeout_seconds\":120,\"model\":\"mine\","
                + "\"env\":{\"LLAMA_API_KEY\":\"{token}\"}}");
    }

    @Test
    void aDraftForTrainingHasNothingToComplainOf() {
        CommandDraft draft = CommandDraft.of(ServerProgram.VLLM, "Qwen/Qwen3-4B-Instruct-2507").forTraining();

        assertThat(draft.findings(Purpose.TRAINING)).isEmpty();
        assertThat(draft.arguments()).contains("--logprobs-mode", "processed_logprobs", "--seed", "0")
                .doesNotContain("--reasoning-parser");
    }

    @Test
    void whatSpoilsTrainingIsTold() {
        CommandDraft draft = CommandDraft.of(ServerProgram.VLLM, "m").with("--logprobs-mode", "raw_logits")
                .with("--kv-cache-dtype", "fp8").with("--max-logprobs", "0");

        assertThat(draft.findings(Purpose.TRAINING)).extracting(Finding::key).containsExactly("--logprobs-mode", "--max-logprobs",
                "--generation-config", "--kv-cache-dtype");
        assertThat(draft.findings(Purpose.SERVING)).isEmpty();
    }

    @Test
    void whatCannotWorkComesFirst() {
        CommandDraft draft = CommandDraft.of(ServerProgram.VLLM, "Qwen/Qwen3-Coder-30B").with("--tool-call-parser", "hermes")
                .with("--max-logprobs", "many").withExtra(List.of("--api-key", "sk-1", "--host", "0.0.0.0"));

        List<Finding> findings = draft.findings(Purpose.SERVING);
        assertThat(findings).extracting(Finding::key).containsExactly("--max-logprobs", "--api-key", "--host",
                "--tool-call-parser");
        assertThat(findings.getFirst().sentence()).isEqualTo("--max-logprobs is 'many', which is not a whole number.");
        assertThat(findings.get(1).fix()).contains("VLLM_API_KEY");
        assertThat(findings.getLast().sentence()).contains("qwen3-coder").contains("qwen3_coder");
        assertThat(findings).extracting(Finding::level).containsExactly(Level.ERROR, Level.ERROR, Level.ERROR, Level.WARNING);
        assertThat(CommandDraft.of(ServerProgram.LLAMA_SERVER, "a.gguf").withExtra(List.of("--tools", "all"))
                .findings(Purpose.SERVING).getFirst().sentence()).contains("run commands");
        assertThat(CommandDraft.of(ServerProgram.VLLM, " ").findings(Purpose.SERVING).getFirst().key()).isEqualTo("model");
    }

    @ParameterizedTest
    @CsvSource({"Qwen/Qwen2.5-7B-Instruct,hermes,", "Qwen/Qwen3-8B,hermes,qwen3", "Qwen/Qwen3-Coder-480B-A35B,qwen3_coder,",
        "nvidia/NVIDIA-Nemotron-3-Nano-30B,qwen3_coder,nemotron_v3", "deepseek-ai/DeepSeek-R1-0528,deepseek_v3,deepseek_r1",
        "deepseek-ai/DeepSeek-V3.1,deepseek_v31,deepseek_v3", "meta-llama/Llama-3.3-70B-Instruct,llama3_json,",
        "meta-llama/Llama-4-Scout-17B,llama4_pythonic,", "moonshotai/Kimi-K2-Instruct,kimi_k2,kimi_k2",
        "zai-org/GLM-4.7,glm47,glm47", "openai/gpt-oss-20b,openai,openai_gptoss", "ibm-granite/granite-4.0-h-small,granite4,",
        "NousResearch/Hermes-3-Llama-3.1-8B,hermes,"})
    void parsersFollowFromTheName(String model, String tool, String reasoning) {
        ParserAdvice advice = ParserAdvice.forModel(model).orElseThrow();

        assertThat(advice.toolParser()).isEqualTo(tool);
        assertThat(Objects.requireNonNullElse(advice.reasoningParser(), "")).isEqualTo(Objects.requireNonNullElse(reasoning, ""));
        assertThat(ParserAdvice.TOOL_PARSERS).contains(advice.toolParser());
        assertThat(ParserAdvice.forModel("someone/unknown-7b")).isEmpty();
    }

    @Test
    void aShellReadsThePreviewBackAsTheSameArguments() throws Exception {
        Path shell = Path.of("/bin/sh");
        Assumptions.assumeTrue(Files.isExecutable(shell), "There is no /bin/sh here.");
        List<String> words = List.of("plain", "", "two words", "it's", "{\"a\": \"$HOME `x` \\\\ \"}", "ä", "*", "a\nb", "--x=~");

        Process process = new ProcessBuilder(shell.toString(), "-c", "for w in " + ShellWords.quote(words)
                + "; do printf '%s\\0' \"$w\"; done").start();
        String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(List.of(read.split("\0", -1))).startsWith(words.toArray(String[]::new)).hasSize(words.size() + 1);
    }
}
