package gymscope.ui.configs;

import gymscope.config.ConfigInspection;
import gymscope.config.ConfigPath;
import gymscope.config.Origin;
import gymscope.config.SecretMask;
import gymscope.config.ServerInstance;
import gymscope.ui.configs.ResolvedEntry.Kind;
import gymscope.ui.forms.KindForms;
import gymscope.ui.forms.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A resolved configuration as lines, each with its origin, known defaults included and secrets masked. */
final class ResolvedTree {

    private static final String DOTS = "••••••••";
    private static final String FILES = "config_paths";
    private static final String OWN = "gymscope";

    private final ConfigInspection config;
    private final @Nullable ConfigInspection base;
    private final SecretMask mask;
    private final Map<List<String>, ServerInstance> blocks = new LinkedHashMap<>();
    private final List<ResolvedEntry> entries = new ArrayList<>();

    /**
     * Takes a configuration apart.
     *
     * @param base the same without overrides, null when there are none
     */
    ResolvedTree(ConfigInspection config, @Nullable ConfigInspection base) {
        this.config = config;
        this.base = base;
        this.mask = config.mask();
        config.servers()
                .forEach(server -> blocks.put(List.of(server.name(), server.kind().key(), server.implementation()), server));
        config.values().properties().stream().filter(entry -> !entry.getKey().equals(FILES) && !entry.getKey().equals(OWN))
                .forEach(entry -> add(entry.getValue(), List.of(entry.getKey())));
        addOwn();
    }

    /** Every line from top to bottom. */
    List<ResolvedEntry> entries() {
        return List.copyOf(entries);
    }

    /** A server's settings stand below its implementation, everything else below its top key. */
    private void add(JsonNode value, List<String> path) {
        if (!value.isObject() || value.isEmpty()) {
            addBelow(value, path, 0, 0);
            return;
        }
        int place = entries.size();
        ServerInstance server = blocks.entrySet().stream().filter(block -> block.getKey().getFirst().equals(path.getFirst()))
                .map(Map.Entry::getValue).findFirst().orElse(null);
        if (server == null) {
            value.properties().forEach(entry -> addBelow(entry.getValue(), ConfigPath.child(path, entry.getKey()), 1, 1));
        } else {
            addServer(server, value);
        }
        branch(place, path, 0);
    }

    private void addServer(ServerInstance server, JsonNode instance) {
        List<String> block = List.of(server.name(), server.kind().key(), server.implementation());
        int place = entries.size();
        instance.path(block.get(1)).path(block.get(2)).properties()
                .forEach(entry -> addBelow(entry.getValue(), ConfigPath.child(block, entry.getKey()), 2, block.size()));
        addDefaults(block, server);
        branch(place, block, 1);
        instance.properties().stream().filter(entry -> !entry.getKey().equals(block.get(1)))
                .forEach(entry -> addBelow(entry.getValue(), ConfigPath.child(List.of(server.name()), entry.getKey()), 1, 1));
    }

    /**
     * The values at and below a path, one line each.
     *
     * @param above how many parts of the path the line above shows
     */
    private void addBelow(JsonNode value, List<String> path, int depth, int above) {
        if (value.isObject() && value.size() == 2 && value.has("type") && value.path("name").isString()) {
            addLeaf(value.path("name"), ConfigPath.child(path, "name"), depth,
                    ConfigPath.write(path.subList(above, path.size())));
        } else if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> addBelow(entry.getValue(), ConfigPath.child(path, entry.getKey()), depth, above));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                addBelow(value.get(i), ConfigPath.element(path, i), depth, above);
            }
        } else {
            addLeaf(value, path, depth, ConfigPath.write(path.subList(above, path.size())));
        }
    }

    private void branch(int place, List<String> path, int depth) {
        int below = (int) entries.subList(place, entries.size()).stream().filter(entry -> !entry.isBranch()).count();
        Origin first = entries.size() > place ? entries.get(place).origin() : Origin.DEFAULT;
        entries.add(place,
                new ResolvedEntry(path, depth, path.getLast(), null, Kind.BRANCH, first, config.fileOf(first), null, below));
    }

    private void addLeaf(JsonNode value, List<String> path, int depth, String label) {
        Origin origin = Objects.requireNonNullElse(config.origins().get(ConfigPath.write(path)), Origin.DEFAULT);
        JsonNode shown = mask.mask(path, value);
        entries.add(new ResolvedEntry(path, depth, label, written(shown), kindOf(value, shown), origin, config.fileOf(origin),
                origin.source() == Origin.Source.OVERRIDE ? replaced(path) : null, 0));
    }

    private @Nullable String replaced(List<String> path) {
        return base == null ? null : base.shown(path).map(ResolvedTree::written).orElse(null);
    }

    /** What counts for the settings of a known kind that are not given. */
    private void addDefaults(List<String> block, ServerInstance server) {
        KindForms.of(server.kind(), server.implementation()).ifPresent(form -> form.settings().stream()
                .filter(setting -> !setting.fallback().isEmpty() && !server.settings().has(setting.key()))
                .forEach(setting -> entries.add(byDefault(ConfigPath.child(block, setting.key()), 2, setting.fallback(),
                        setting.type() != Setting.Type.TEXT || setting.fallback().equals("null")))));
    }

    private static ResolvedEntry byDefault(List<String> path, int depth, String value, boolean literal) {
        return new ResolvedEntry(path, depth, path.getLast(), value, literal ? Kind.LITERAL : Kind.TEXT, Origin.DEFAULT, null,
                null,
                0);
    }

    private void addOwn() {
        int place = entries.size();
        JsonNode own = config.values().path(OWN);
        own.properties().forEach(entry -> addBelow(entry.getValue(), List.of(OWN, entry.getKey()), 1, 1));
        Map.of("auth", "token", "compat", "better").entrySet().stream().sorted(Map.Entry.comparingByKey())
                .filter(entry -> !own.has(entry.getKey()))
                .forEach(entry -> entries.add(byDefault(List.of(OWN, entry.getKey()), 1, entry.getValue(), false)));
        branch(place, List.of(OWN), 0);
    }

    private static Kind kindOf(JsonNode value, JsonNode shown) {
        return !shown.equals(value) ? Kind.SECRET : value.isString() ? Kind.TEXT : Kind.LITERAL;
    }

    private static String written(JsonNode value) {
        String text = value.isString() ? value.asString().replace("\n", "↵") : value.toString();
        return text.equals(SecretMask.MASK) ? DOTS : text;
    }
}
