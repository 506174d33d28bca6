package gymscope.ui.chat.endpoint;

import static gymscope.ui.chat.endpoint.Capability.CHOICE;
import static gymscope.ui.chat.endpoint.Capability.GRAMMAR;
import static gymscope.ui.chat.endpoint.Capability.JSON_OBJECT;
import static gymscope.ui.chat.endpoint.Capability.JSON_SCHEMA;
import static gymscope.ui.chat.endpoint.Capability.NAMED_TOOL;
import static gymscope.ui.chat.endpoint.Capability.REGEX;
import static gymscope.ui.chat.endpoint.Capability.REQUIRED_TOOL;

import gymscope.config.ServerInstance;
import gymscope.ui.chat.endpoint.Offer.State;
import gymscope.wire.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the programs that serve models offer, whatever the model and the settings. The rest is left to the answers, which
 * also put right what an old version does otherwise.
 */
enum ServerProfile {
    /** The local model constrains nothing. */
    LOCAL_MODEL("the local model", Set.of(),
            Set.of(JSON_OBJECT, JSON_SCHEMA, CHOICE, REGEX, GRAMMAR, REQUIRED_TOOL, NAMED_TOOL)),
    /** vLLM since September 2025; whether it takes required and named tools depends on its model and tool parser. */
    VLLM("vLLM", Set.of(JSON_OBJECT, JSON_SCHEMA, CHOICE, REGEX, GRAMMAR), Set.of()),
    /** vLLM that was started with a tool parser. */
    VLLM_WITH_TOOLS("vLLM with a tool parser",
            Set.of(JSON_OBJECT, JSON_SCHEMA, CHOICE, REGEX, GRAMMAR, REQUIRED_TOOL, NAMED_TOOL), Set.of()),
    /** llama.cpp's server, which has a {@code grammar} member of its own. */
    LLAMA_CPP("llama.cpp", Set.of(JSON_OBJECT, JSON_SCHEMA), Set.of(CHOICE, REGEX, GRAMMAR)),
    /** SGLang, which has {@code regex} and {@code ebnf} members of its own. */
    SGLANG("SGLang", Set.of(JSON_OBJECT, JSON_SCHEMA), Set.of(CHOICE, REGEX, GRAMMAR)),
    /** OpenAI's own service and Azure's, which refuse members that they do not know. */
    OPENAI("OpenAI's service", Set.of(JSON_OBJECT, REQUIRED_TOOL, NAMED_TOOL), Set.of(CHOICE, REGEX, GRAMMAR));

    private static final Set<String> OPENAI_HOSTS = Set.of("api.openai.com", "eu.api.openai.com", "us.api.openai.com");

    private final String words;
    @SuppressWarnings("Immutable") // made by Set.of
    private final Set<Capability> offered;
    @SuppressWarnings("Immutable") // made by Set.of
    private final Set<Capability> refused;

    ServerProfile(String words, Set<Capability> offered, Set<Capability> refused) {
        this.words = words;
        this.offered = offered;
        this.refused = refused;
    }

    /** The offers, known from a source such as {@code its kind}. */
    Map<Capability, Offer> offers(String from) {
        Map<Capability, Offer> offers = new EnumMap<>(Capability.class);
        String source = "known from %s: %s".formatted(from, words);
        offered.forEach(each -> offers.put(each, new Offer(State.OFFERED, source)));
        refused.forEach(each -> offers.put(each, new Offer(State.NOT_OFFERED, source)));
        return offers;
    }

    /** The program behind a server of this application, null where something unknown stands behind it. */
    static @Nullable ServerProfile of(ServerInstance server) {
        return switch (server.implementation()) {
            case "local_model" -> LOCAL_MODEL;
            case "azure_openai_model" -> OPENAI;
            case "process" -> ofCommand(CommandFlags.of(server));
            default -> null;
        };
    }

    private static @Nullable ServerProfile ofCommand(CommandFlags command) {
        if (command.starts("llama-server")) {
            return LLAMA_CPP;
        }
        if (!command.starts("vllm")) {
            return null;
        }
        return command.value(CommandFlags.TOOL_PARSER) == null ? VLLM : VLLM_WITH_TOOLS;
    }

    /** The service at an address, null for any other. */
    static @Nullable ServerProfile ofHost(@Nullable String host) {
        return host != null && OPENAI_HOSTS.contains(host) ? OPENAI : null;
    }

    /** The program that lists a model so, by {@code owned_by}; null for any other. */
    static @Nullable ServerProfile ofCard(JsonNode card) {
        return switch (Objects.requireNonNullElse(Json.text(card, "owned_by"), "")) {
            case "vllm" -> VLLM;
            case "llamacpp" -> LLAMA_CPP;
            case "sglang" -> SGLANG;
            // Gymscope's other servers say the same of a model behind them; only the local model tells of its file.
            case "gymscope" -> card.has("demonstration") ? LOCAL_MODEL : null;
            default -> null;
        };
    }
}
