package gymscope.ui.forms;

import static gymscope.ui.forms.Setting.known;
import static gymscope.ui.forms.Setting.optional;
import static gymscope.ui.forms.Setting.shown;

import gymscope.config.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every kind of server that has known settings. Names and defaults are NeMo Gym's where it has the kind. */
public final class KindForms {

    private static final String KEY_LABEL = "Environment variable with the key";
    private static final String KEY_HELP = "name of the environment variable with the key";
    private static final List<Setting> EVERY_SERVER = List.of(
            known("entrypoint", Setting.Type.TEXT, "", "app.py; NeMo Gym needs it"),
            known("host", Setting.Type.TEXT, "", "a loopback address"),
            optional("port", "Port", Setting.Type.NUMBER, "free", "empty for a free one"),
            known("num_workers", Setting.Type.NUMBER, "", "worker processes of NeMo Gym"));

    private static final List<KindForm> MODELS = List.of(
            model("local_model", "Local model",
                    List.of(shown("model", "Model", Setting.Type.MODEL_FILE, "demo", "demo, or the path of a GGUF file"),
                            optional("model_name", "Name for callers", Setting.Type.TEXT, "the file's name",
                                    "the file's name when empty"))),
            model("openai_model", "Pass-through", openAi("Base URL", "https://api.openai.com/v1", "OPENAI_API_KEY")),
            model("vllm_model", "vLLM", vllm(List.of())),
            model("genrm_model", "vLLM reward model",
                    vllm(List.of(known("supports_principle_role", Setting.Type.FLAG, "true",
                            "the template knows the role principle")))),
            model("azure_openai_model", "Azure OpenAI",
                    List.of(shown("openai_base_url", "Azure endpoint", Setting.Type.URL, "", "https://NAME.openai.azure.com"),
                            shown("openai_model", "Deployment", Setting.Type.TEXT, "", "gpt-4o-mini"),
                            shown("openai_api_key", KEY_LABEL, Setting.Type.SECRET, "AZURE_OPENAI_API_KEY", KEY_HELP),
                            shown("default_query.api-version", "API version", Setting.Type.TEXT, "2024-10-21", "2024-10-21"),
                            shown("num_concurrent_requests", "Requests at once", Setting.Type.NUMBER, "8", "8"))),
            model("inference_provider", "Provider",
                    List.of(shown("base_url", "Base URL", Setting.Type.URL, "https://openrouter.ai/api/v1",
                            "https://openrouter.ai/api/v1"),
                            shown("model", "Model", Setting.Type.TEXT, "", "qwen/qwen3-8b"),
                            shown("api_key", KEY_LABEL, Setting.Type.SECRET, "OPENROUTER_API_KEY", KEY_HELP),
                            optional("num_concurrent_requests", "Requests at once", Setting.Type.NUMBER, "1000",
                                    "1000 when empty"),
                            optional("uses_reasoning_parser", "The upstream separates reasoning", Setting.Type.FLAG, "false", ""),
                            known("extra_body", Setting.Type.TREE, "{}", "members laid under each request"))),
            model("litellm_model", "LiteLLM", openAi("Proxy's base URL", "http://127.0.0.1:4000/v1", "LITELLM_API_KEY")));

    private static final List<KindForm> OTHERS = List.of(
            model("process", "External program",
                    List.of(known("command", Setting.Type.TREE, "", "the program and its arguments"),
                            known("model", Setting.Type.TEXT, "", "what its model is called"),
                            known("health", Setting.Type.TEXT, "/health", "the path that answers once it is ready"),
                            known("metrics", Setting.Type.TEXT, "/metrics", "the path that tells how busy it is"),
                            known("base_url", Setting.Type.TEXT, "", "its address without a path"),
                            known("env", Setting.Type.TREE, "", "environment variables, {token} among them"),
                            known("folder", Setting.Type.TEXT, "", "where it runs"),
                            known("ready_timeout_seconds", Setting.Type.NUMBER, "600", "how long a start may take"),
                            known("stop_timeout_seconds", Setting.Type.NUMBER, "10", "how long an end may take"),
                            known("restart", Setting.Type.TEXT, "never", "never or on_failure"))),
            new KindForm(ServerKind.AGENT, "simple_agent", "Simple agent",
                    plus(List.of(known("resources_server", Setting.Type.TREE, "", "reference to the environment"),
                            known("model_server", Setting.Type.TREE, "", "reference to the model server"),
                            known("max_steps", Setting.Type.NUMBER, "null", "most model calls of a rollout"),
                            known("datasets", Setting.Type.TREE, "", "files of tasks"),
                            known("skip_verification", Setting.Type.FLAG, "false", "leave the verifier out"),
                            known("skip_verification_reward", Setting.Type.NUMBER, "", "the reward then")))),
            new KindForm(ServerKind.RESOURCES, "mcqa", "Multiple choice",
                    plus(List.of(known("domain", Setting.Type.TEXT, "", "what the tasks are about"),
                            known("grading_mode", Setting.Type.TEXT, "", "how the answer is found")))),
            new KindForm(ServerKind.RESOURCES, "example_single_tool_call", "One tool",
                    plus(List.of(known("domain", Setting.Type.TEXT, "", "what the tasks are about")))));

    private KindForms() {
    }

    /** The kinds of model servers, in the order in which they are offered. */
    public static List<KindForm> models() {
        return MODELS;
    }

    /** All kinds. */
    public static List<KindForm> all() {
        return Stream.concat(MODELS.stream(), OTHERS.stream()).toList();
    }

    /** The kind with this implementation. */
    public static Optional<KindForm> of(ServerKind kind, String implementation) {
        return all().stream().filter(form -> form.kind() == kind && form.implementation().equals(implementation)).findFirst();
    }

    private static KindForm model(String implementation, String label, List<Setting> settings) {
        return new KindForm(ServerKind.MODEL, implementation, label, plus(settings));
    }

    private static List<Setting> plus(List<Setting> settings) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(EVERY_SERVER);
        return all;
    }

    private static List<Setting> openAi(String address, String example, String variable) {
        return List.of(shown("openai_base_url", address, Setting.Type.URL, example, example),
                shown("openai_model", "Model", Setting.Type.TEXT, "", "gpt-4o-mini"),
                shown("openai_api_key", KEY_LABEL, Setting.Type.SECRET, variable, KEY_HELP),
                optional("max_concurrent_requests", "Requests at once", Setting.Type.NUMBER, "null", "empty for no limit"),
                known("extra_body", Setting.Type.TREE, "{}", "members laid under each request"),
                known("openai_default_headers", Setting.Type.TREE, "{}", "headers of each upstream request"),
                known("drop_input_reasoning_items", Setting.Type.FLAG, "false", "leave reasoning out of the input"));
    }

    private static List<Setting> vllm(List<Setting> more) {
        Stream<Setting> own = Stream.of(
                shown("base_url", "Base URL", Setting.Type.URL, "http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
                shown("model", "Model", Setting.Type.TEXT, "", "Qwen/Qwen3-8B"),
                shown("api_key", KEY_LABEL, Setting.Type.SECRET, "", "empty for an open endpoint"),
                shown("return_token_id_information", "Return token ids and log probabilities", Setting.Type.FLAG, "true",
                        "token ids and log probabilities for training"),
                shown("uses_reasoning_parser", "The engine separates reasoning", Setting.Type.FLAG, "false",
                        "the engine runs with a reasoning parser"),
                known("request_prompt_and_generation_token_ids", Setting.Type.FLAG, "false", "ask vLLM for return_token_ids"),
                known("uses_interleaved_reasoning", Setting.Type.FLAG, "true", "put earlier reasoning back"),
                known("preserve_reasoning_in_assistant_content", Setting.Type.FLAG, "false", "leave <think> in earlier answers"),
                known("replace_developer_role_with_system", Setting.Type.FLAG, "false", "for templates without developer"),
                known("sequential_reasoning_allowed", Setting.Type.FLAG, "true", "call again after an empty answer"),
                known("is_responses_native", Setting.Type.FLAG, "false", "forward Responses unchanged"),
                known("chat_template_kwargs", Setting.Type.TREE, "null", "variables for the chat template"),
                known("sampling_overrides", Setting.Type.TREE, "null", "sampling that always counts"),
                known("extra_body", Setting.Type.TREE, "null", "members laid under each request"),
                known("default_headers", Setting.Type.TREE, "{}", "headers of each upstream request"),
                known("audio_root", Setting.Type.TEXT, "null", "folder of audio files"),
                known("use_completions_api", Setting.Type.FLAG, "false", "ask /v1/completions"),
                known("render_chat_template", Setting.Type.FLAG, "false", "render the template here"),
                known("tokenizer", Setting.Type.TEXT, "null", "tokenizer for the template"));
        return Stream.concat(own, more.stream()).toList();
    }
}
