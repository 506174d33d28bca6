package gymscope.ui.configs;

import gymscope.config.ConfigInspection;
import gymscope.config.ConfigYaml;
import gymscope.config.ServerInstance;
import gymscope.config.ServerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of reading an open file: its problems and, when it is a configuration that resolves, every value.
 *
 * @param file the file
 * @param problems errors first
 * @param entries the resolved configuration from top to bottom, empty when it does not resolve
 * @param yaml the same as YAML with secrets masked
 * @param servers the names of the model servers that it would start
 * @param names what completion offers
 */
record ConfigAnalysis(Path file, List<Problem> problems, List<ResolvedEntry> entries, String yaml, List<String> servers,
        Names names) {

    /**
     * What can be referred to.
     *
     * @param references dotted keys for {@code ${…}}
     * @param variables the names of environment variables
     * @param instances names of servers by the key of their kind, as {@code kind/name}
     */
    record Names(List<String> references, List<String> variables, List<String> instances) {

        static final Names NONE = new Names(List.of(), List.of(), List.of());

        private static Names of(ConfigInspection config, Subject subject) {
            List<String> references = config.referableKeys().stream()
                    .filter(key -> !key.startsWith("config_paths") && !key.startsWith("gymscope"))
                    .sorted(Comparator.comparingInt((String key) -> key.split("\\.", -1).length).thenComparing(key -> key))
                    .toList();
            return new Names(references, subject.environment().keySet().stream().sorted().toList(),
                    config.servers().stream().map(server -> server.kind().key() + "/" + server.name()).toList());
        }

        Names {
            references = List.copyOf(references);
            variables = List.copyOf(variables);
            instances = List.copyOf(instances);
        }
    }

    ConfigAnalysis {
        problems = List.copyOf(problems);
        entries = List.copyOf(entries);
        servers = List.copyOf(servers);
    }

    /** Reads an open configuration. Blocks. */
    static ConfigAnalysis of(Subject subject) {
        ConfigInspection config = ConfigInspection.of(subject.request());
        Names names = Names.of(config, subject);
        List<Problem> problems = new ArrayList<>();
        config.problems().forEach(problem -> problems.add(Problem.of(problem, config)));
        if (!config.isUsable()) {
            problems.sort(Comparator.comparing(Problem::severity));
            return new ConfigAnalysis(subject.file(), problems, List.of(), "", List.of(), names);
        }
        problems.addAll(MisspeltKeys.in(config));
        problems.sort(Comparator.comparing(Problem::place).thenComparingInt(Problem::line));
        ConfigInspection base = subject.overrides().isEmpty() ? null : ConfigInspection.of(subject.base());
        List<String> servers = config.servers().stream().filter(server -> server.kind() == ServerKind.MODEL)
                .map(ServerInstance::name).toList();
        return new ConfigAnalysis(subject.file(), problems,
                new ResolvedTree(config, base != null && base.isUsable() ? base : null).entries(),
                ConfigYaml.write(config.mask().mask(config.values())), servers, names);
    }

    /** Nothing is known yet. */
    static ConfigAnalysis none(Path file) {
        return new ConfigAnalysis(file, List.of(), List.of(), "", List.of(), Names.NONE);
    }

    long errors() {
        return problems.stream().filter(Problem::isError).count();
    }

    long warnings() {
        return problems.size() - errors();
    }

    int values() {
        return (int) entries.stream().filter(entry -> !entry.isBranch()).count();
    }

    int overridden() {
        return (int) entries.stream().filter(entry -> !entry.isBranch() && entry.isOverride()).count();
    }
}
