package gymscope.config;

import gymscope.config.ConfigValue.Listing;
import gymscope.config.ConfigValue.Mapping;
import gymscope.config.ConfigValue.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The files that {@code config_paths} pulls in, in NeMo Gym's order: an including file comes after what it includes, and
 * a later sibling with all that it includes comes after an earlier one. A file that is listed twice belongs to the first
 * place that named it, so circles do no harm.
 */
final class Composition {

    static final String KEY = "config_paths";
    private static final Pattern ORIGINAL = Pattern
            .compile("(?:resources_servers|responses_api_models|responses_api_agents)/[^/]+/configs/([\\w.-]+)\\.yaml");

    /** A file that was read, and what it was the first to include. */
    private record Member(Path file, Origin listedAt, Mapping content, List<Member> included) {}

    private final ConfigRequest request;
    private final List<ConfigProblem> problems;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Member> merged = new ArrayList<>();
    private final List<String> duplicates = new ArrayList<>();

    /** @param problems takes what is wrong with the files */
    Composition(ConfigRequest request, List<ConfigProblem> problems) {
        this.request = request;
        this.problems = problems;
    }

    /** Reads the given files and everything that they include. */
    void read(List<Listed> given) {
        List<Member> queue = new ArrayList<>();
        given.forEach(listed -> add(listed, null, queue));
        int roots = queue.size();
        for (int i = 0; i < queue.size(); i++) {
            Member member = queue.get(i);
            for (Listed listed : listedIn(member.content)) {
                int before = queue.size();
                add(listed, member, queue);
                if (queue.size() > before) {
                    member.included.add(queue.getLast());
                }
            }
        }
        queue.subList(0, roots).forEach(root -> flatten(root));
    }

    /** The contents in the order in which they are merged, the weakest first. */
    List<Mapping> contents() {
        return merged.stream().map(member -> member.content).toList();
    }

    /** The files in the same order. */
    List<Path> files() {
        return merged.stream().map(member -> member.file).toList();
    }

    /** The file that each path led to, as it was written; one that could not be read is there too. */
    Map<String, Path> filesByName() {
        return files;
    }

    /** Paths that a file includes although they were listed before. */
    List<String> duplicates() {
        return duplicates;
    }

    /** All paths as they were written: the given ones, then the others in the order in which they were found. */
    Listing allPaths() {
        List<ConfigValue> paths = new ArrayList<>();
        members.forEach((name, member) -> paths.add(new Scalar(JsonNodeFactory.instance.stringNode(name), member.listedAt)));
        return new Listing(paths, Origin.DEFAULT);
    }

    /** A path as it was written, and where. */
    record Listed(String path, @Nullable Origin origin) {}

    /** The {@code config_paths} of a configuration; none when it has none. */
    List<Listed> listedIn(Mapping content) {
        ConfigValue value = content.get(KEY);
        List<Listed> listed = new ArrayList<>();
        if (value == null || value.toJson().isNull()) {
            return listed;
        }
        if (!(value instanceof Listing listing) || !listing.elements().stream().allMatch(element -> element.text() != null)) {
            problems.add(ConfigProblem.at(ProblemKind.CONFIG_PATHS, value.origin(), KEY, "'config_paths' must be a list of paths",
                    "Write it as a list, for instance +config_paths=[a.yaml,b.yaml].").inWords(
                            """
                                    'config_paths' must be a list of paths. Got: %s.
                                    Pass each config with --config (it builds the list for you), e.g.:
                                      gym env start --config resources_servers/<env>/configs/<env>.yaml"""
                                    .formatted(PythonText.literal(value.toJson()))));
            return listed;
        }
        listing.elements().forEach(element -> listed.add(new Listed(String.valueOf(element.text()), element.origin())));
        return listed;
    }

    private void add(Listed listed, @Nullable Member includedBy, List<Member> queue) {
        if (members.containsKey(listed.path)) {
            if (includedBy != null) {
                duplicates.add(listed.path);
            }
            return;
        }
        Path file = find(listed, includedBy);
        if (file == null) {
            return;
        }
        files.put(listed.path, file);
        try {
            Member member = new Member(file, listed.origin == null ? Origin.DEFAULT : listed.origin,
                    YamlReader.read(request, file, listed.path, Origin.Source.FILE), new ArrayList<>());
            members.put(listed.path, member);
            queue.add(member);
        } catch (ConfigFault unreadable) {
            problems.addAll(unreadable.problems());
        }
    }

    /** Without recursion, since a chain of includes may be long. */
    private void flatten(Member root) {
        List<Member> order = new ArrayList<>();
        List<Member> pending = new ArrayList<>(List.of(root));
        while (!pending.isEmpty()) {
            Member member = pending.removeLast();
            order.add(member);
            pending.addAll(member.included);
        }
        merged.addAll(order.reversed());
    }

    private @Nullable Path find(Listed listed, @Nullable Member includedBy) {
        List<Path> candidates = candidates(listed.path, includedBy);
        for (Path candidate : candidates) {
            if (request.isThere(candidate)) {
                return candidate;
            }
        }
        Path sample = standIn(listed);
        if (sample != null) {
            return sample;
        }
        String where = listed.origin == null ? "" : " (" + listed.origin + ")";
        String looked = String.join(", ", candidates.stream().map(Path::toString).toList());
        problems.add(new ConfigProblem(ProblemKind.FILE_NOT_FOUND, listed.origin, KEY,
                "There is no configuration file '%s'%s.".formatted(listed.path, where),
                "Looked for %s; check the spelling.".formatted(looked)).inWords(
                        """
                                config_paths entry '%s' was not found. Looked in:
                                %s
                                Check the path is spelled correctly and is relative to your working directory, an extra root
                                (NEMO_GYM_EXTRA_ROOTS / --search-dir), or the Gym install root.""".formatted(listed.path,
                                candidates.stream().map(path -> "  - " + path).collect(Collectors.joining("\n")))));
        return null;
    }

    /** Where NeMo Gym's own configuration is not there, Gymscope's sample of that name does. */
    private @Nullable Path standIn(Listed listed) {
        Matcher named = ORIGINAL.matcher(listed.path.replace('\\', '/'));
        if (!named.matches()) {
            return null;
        }
        for (Path home : request.searchFolders()) {
            for (String folder : List.of("sample-configs", "sample-configs/providers")) {
                Path sample = home.resolve(folder).resolve(named.group(1) + ".yaml");
                if (request.isThere(sample)) {
                    problems.add(new ConfigProblem(ProblemKind.FILE_NOT_FOUND, listed.origin, KEY,
                            "'%s' is not here; Gymscope's own %s stands in.".formatted(listed.path, sample),
                            "Run in a checkout of NeMo Gym, or name it with --search-dir, to use its own.").asWarning());
                    return sample;
                }
            }
        }
        return null;
    }

    private List<Path> candidates(String path, @Nullable Member includedBy) {
        Stream<Path> beside = Stream.ofNullable(includedBy == null ? null : includedBy.file.toAbsolutePath().getParent());
        return Stream.concat(request.roots().stream(), beside).map(root -> root.resolve(path).normalize()).distinct().toList();
    }
}
