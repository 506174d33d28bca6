package gymscope.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an editor shows of a configuration, whether it can be used or not: everything wrong with it, and what could be
 * resolved all the same. Reads files and may block; drafts of the request count in place of files.
 *
 * @param problems errors and warnings in the order in which they were found
 * @param values the resolved configuration, keys in clear, to be shown through {@link #mask}; empty when a file could not
 *        be read. What can't be resolved stands there as it was written
 * @param origins where each leaf came from, by its dotted key; list elements by {@code key[0]}
 * @param servers the instances that hold what every server must, with what could be resolved of them
 * @param settings Gymscope's own settings, without those for one server
 * @param files the files that were merged, the weakest first, without {@code env.yaml}
 * @param filesByName the file behind each name that origins of files use
 */
public record ConfigInspection(List<ConfigProblem> problems, ObjectNode values, Map<String, Origin> origins,
        List<ServerInstance> servers, GymscopeSettings settings, List<Path> files, Map<String, Path> filesByName) {

    public ConfigInspection {
        problems = List.copyOf(problems);
        servers = List.copyOf(servers);
        files = List.copyOf(files);
        filesByName = Map.copyOf(filesByName);
    }

    /** Looks at a configuration. */
    public static ConfigInspection of(ConfigRequest request) {
        Assembly assembly = new Assembly(request);
        return new ConfigInspection(assembly.problems(), assembly.resolved().toJson(), assembly.origins(), assembly.servers(),
                assembly.settings(), assembly.files(), assembly.filesByName());
    }

    /** Whether the configuration can be used. */
    public boolean isUsable() {
        return problems.stream().noneMatch(ConfigProblem::isError);
    }

    /** What keeps it from being used. */
    public List<ConfigProblem> errors() {
        return problems.stream().filter(ConfigProblem::isError).toList();
    }

    /** What is only said. */
    public List<ConfigProblem> warnings() {
        return problems.stream().filter(problem -> !problem.isError()).toList();
    }

    /** Hides the secrets of this configuration in whatever of it is shown. */
    public SecretMask mask() {
        return SecretMask.of(values);
    }

    /** The file that an origin means, null when it means none. */
    public @Nullable Path fileOf(@Nullable Origin origin) {
        return origin != null && origin.isFile() ? filesByName.get(origin.name()) : null;
    }

    /** Where the value at a path came from; of a mapping or list its first value. */
    public Origin originOf(List<String> path) {
        String key = ConfigPath.write(path);
        Origin exact = origins.get(key);
        return exact != null
                ? exact
                : origins.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(key + ".") || entry.getKey().startsWith(key + "["))
                        .map(Map.Entry::getValue).findFirst().orElse(Origin.DEFAULT);
    }

    /** What stands at a path as it may be shown, secrets masked; nothing when there is no such key. */
    public Optional<JsonNode> shown(List<String> path) {
        return Optional.ofNullable(ConfigValue.of(values, Origin.DEFAULT)).map(root -> ConfigPath.valueAt(root, path))
                .map(value -> mask().mask(path, value.toJson()));
    }

    /** The dotted keys that a {@code ${…}} may name, in their order. */
    public List<String> referableKeys() {
        return ConfigValue.of(values, Origin.DEFAULT) instanceof ConfigValue.Mapping mapping ? KnownKeys.of(mapping) : List.of();
    }

    /** Without the values, which may hold keys. */
    @Override
    public String toString() {
        return "ConfigInspection[files=%s, problems=%d]".formatted(files, problems.size());
    }
}
