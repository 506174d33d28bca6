package gymscope.config;

import gymscope.config.ConfigValue.Mapping;
import gymscope.config.ConfigValue.Scalar;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the server instances of a merged configuration and checks them and their references. */
final class ServerReader {

    private static final String ENTRYPOINT = "entrypoint";
    private static final String DOMAIN = "domain";
    private static final int MAX_PORT = 65_535;
    private static final Set<String> DOMAINS = Set.of("math", "coding", "agent", "knowledge", "instruction_following",
            "long_context", "safety", "games", "translation", "e2e", "rlhf", "other");
    private static final Set<String> RESERVED = Set.of("config_paths", "entrypoint", "default_host", "head_server",
            "disallowed_ports", "head_server_deps", "python_version", "pip_install_verbose", "use_absolute_ip",
            "uv_pip_set_python", "skip_venv_if_present", "hf_token", "ray_head_node_address", "port_range_low",
            "port_range_high", "dry_run", "model_endpoint_readiness_timeout_seconds", "allow_openai_version_skew",
            "uv_cache_dir", "uv_venv_dir", "results_dir", "cache_dir", "_inherit_from", "_copy", "nemo_gym_log_dir", "verbose",
            "json", "query", "observability_enabled", "model_call_capture_dir", "token_id_capture", "component_name",
            "skip_verification", "skip_verification_reward", "gymscope");

    /** A server as the configuration has it. */
    record Found(String name, ServerKind kind, String implementation, Mapping block) {

        List<String> path() {
            return List.of(name, kind.key(), implementation);
        }
    }

    private final Mapping root;
    private final List<ConfigProblem> problems;
    private final Map<String, Found> found = new LinkedHashMap<>();

    /** @param problems takes what is wrong with the servers */
    ServerReader(Mapping root, List<ConfigProblem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** All servers that hold what every server must. */
    List<Found> read() {
        root.entries().forEach((name, value) -> {
            if (!RESERVED.contains(name) && value instanceof Mapping mapping) {
                instance(name, mapping).ifPresent(server -> found.put(name, server));
            }
        });
        found.values().forEach(this::checkReferences);
        return List.copyOf(found.values());
    }

    private Optional<Found> instance(String name, Mapping mapping) {
        List<ServerKind> kinds = Arrays.stream(ServerKind.values()).filter(kind -> mapping.get(kind.key()) != null).toList();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        ServerKind kind = kinds.getFirst();
        ConfigValue below = mapping.get(kind.key());
        if (kinds.size() > 1) {
            return refuse(mapping, name, "has both %s and %s".formatted(kind.key(), kinds.get(1).key()),
                    "Make two servers of it, each with a name of its own.");
        }
        if (!(below instanceof Mapping implementations) || implementations.entries().size() != 1) {
            return refuse(mapping, name, "must name exactly one implementation under %s".formatted(kind.key()),
                    "Write %s: { <implementation>: { entrypoint: app.py, … } }.".formatted(kind.key()));
        }
        Map.Entry<String, ConfigValue> only = implementations.entries().entrySet().iterator().next();
        if (!(only.getValue() instanceof Mapping block)) {
            return refuse(only.getValue(), name, "has no settings under %s".formatted(only.getKey()),
                    "Write a mapping there, with entrypoint: app.py in it.");
        }
        Found server = new Found(name, kind, only.getKey(), block);
        return isWhole(server) ? Optional.of(server) : Optional.empty();
    }

    private boolean isWhole(Found server) {
        ConfigValue entrypoint = server.block.get(ENTRYPOINT);
        if (entrypoint == null || entrypoint.text() == null) {
            refuse(server.block, server.name, "has no entrypoint", "Add entrypoint: app.py; NeMo Gym knows servers by it.");
            return false;
        }
        ConfigValue domain = server.block.get(DOMAIN);
        if (server.kind == ServerKind.RESOURCES && (domain == null || !DOMAINS.contains(String.valueOf(domain.text())))) {
            refuse(domain == null ? server.block : domain, server.name, "needs a domain that NeMo Gym knows",
                    "Use one of %s.".formatted(String.join(", ", DOMAINS.stream().sorted().toList())));
            return false;
        }
        return true;
    }

    private Optional<Found> refuse(ConfigValue at, String name, String sentence, String hint) {
        problems.add(ConfigProblem.at(at.origin(), name, "The server '%s' %s".formatted(name, sentence), hint));
        return Optional.empty();
    }

    private void checkReferences(Found server) {
        server.block.entries().forEach((field, value) -> {
            if (value instanceof Mapping mapping) {
                checkReference(server, field, mapping);
            }
        });
    }

    private void checkReference(Found server, String field, Mapping reference) {
        ConfigValue type = reference.get("type");
        ConfigValue named = reference.get("name");
        String name = named == null ? null : named.text();
        Optional<ServerKind> kind = Optional.ofNullable(type).map(ConfigValue::text).flatMap(ServerKind::ofKey);
        if (name == null || kind.isEmpty()) {
            return;
        }
        List<String> sameKind = found.values().stream().filter(other -> other.kind == kind.get()).map(Found::name).toList();
        if (!sameKind.contains(name)) {
            problems.add(ConfigProblem.at(reference.origin(), server.name + "." + field,
                    "In server instance '%s', field '%s' references %s/'%s', which is not defined in the merged config"
                            .formatted(server.name, field, kind.get().key(), name),
                    Spelling.hint(name, sameKind, kind.get().key())));
        }
    }

    /** The port that a resolved block asks for, 0 for none. */
    int portOf(String name, Mapping block) {
        ConfigValue value = block.get("port");
        JsonNode port = value == null ? null : value.toJson();
        if (value == null || port == null || port.isNull()) {
            return 0;
        }
        Integer number = port.isString() ? parsed(port.asString()) : port.isInt() ? Integer.valueOf(port.asInt()) : null;
        if (number == null || number < 0 || number > MAX_PORT) {
            refuse(value, name, "has a port that is none: %s".formatted(port), "Use a number from 1 to %d.".formatted(MAX_PORT));
            return 0;
        }
        return number;
    }

    /** The host that a resolved block asks for, else the default one. */
    String hostOf(Mapping block, String defaultHost) {
        return block.get("host") instanceof Scalar host && host.text() != null && !host.value().asString().isBlank()
                ? host.value().asString()
                : defaultHost;
    }

    private static @Nullable Integer parsed(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : null;
    }
}
