package gymscope.config;

import gymscope.config.ConfigValue.Mapping;
import gymscope.wire.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of a YAML file that can be changed value by value; comments, key order and everything else stay as they are.
 * Each change is proven: the new text must read as the old values with that one changed, else the change is refused.
 * Immutable. Paths are keys, and {@code [n]} for elements of lists.
 */
public final class YamlEdit {

    private static final int STEP = 2;
    private static final Pattern LITERAL = Pattern.compile("true|false|null|-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?|\\{}|\\[]");

    private final String text;
    private final YamlPlace root;
    private final Mapping values;

    private YamlEdit(String text) {
        this.text = text;
        this.values = YamlReader.read(text, "the text", Origin.Source.FILE);
        this.root = new YamlPlace(null, 0, null, YamlReader.compose(text));
    }

    /**
     * A text to be changed.
     *
     * @throws ConfigFault when it is not YAML that a configuration may be
     */
    public static YamlEdit of(String text) {
        return new YamlEdit(text);
    }

    /** The text as it is now. */
    public String text() {
        return text;
    }

    /** What the text holds. */
    public ObjectNode values() {
        return values.toJson();
    }

    /** What stands at a path, nothing when there is no such key. */
    public Optional<JsonNode> value(List<String> path) {
        return Optional.ofNullable(ConfigPath.valueAt(values, path)).map(ConfigValue::toJson);
    }

    /**
     * The text with a value at a path. What is there gives way, comments behind it stay; where keys on the way are missing
     * they are added at the end of what holds them. An element can be added right behind the last one of a list.
     *
     * @param path at least one part
     * @throws ConfigFault when the value can't be put there without rewriting what is around it
     */
    public YamlEdit set(List<String> path, JsonNode value) {
        YamlPlace place = root;
        for (int i = 0; i < path.size(); i++) {
            YamlPlace below = place.child(path.get(i));
            if (below == null) {
                JsonNode rest = nested(path.subList(i + 1, path.size()), value);
                String changed = isNothing(place) && place.key() != null
                        ? replaced(place, nested(path.subList(i, path.size()), value))
                        : added(place, path.get(i), rest, path);
                return proven(changed, with(values(), path, value), path);
            }
            place = below;
        }
        return proven(replaced(place, value), with(values(), path, value), path);
    }

    /**
     * The text with a value at a path as a person types it: numbers, {@code true}, {@code false}, {@code null}, {@code {}} and
     * {@code []} are what they look like, everything else is text. What reads the same already stays as it is written.
     *
     * @throws ConfigFault as {@link #set}
     */
    public YamlEdit put(List<String> path, String typed) {
        boolean same = value(path).filter(there -> there.isValueNode() && there.asString().equals(typed)).isPresent();
        boolean literal = LITERAL.matcher(typed).matches();
        return same ? this : set(path, literal ? Json.parse(typed) : JsonNodeFactory.instance.stringNode(typed));
    }

    /** The keys of the mapping at a path, in their order; none when there is no mapping. */
    public List<String> keysBelow(List<String> path) {
        return value(path).map(there -> List.copyOf(there.propertyNames())).orElse(List.of());
    }

    /**
     * The text without an entry and the comments on its lines; unchanged when there is none.
     *
     * @throws ConfigFault when it can't be taken out without rewriting what is around it
     */
    public YamlEdit remove(List<String> path) {
        YamlPlace place = root;
        for (String part : path) {
            YamlPlace below = place.child(part);
            if (below == null) {
                return this;
            }
            place = below;
        }
        YamlPlace holder = place.holder();
        if (holder == null) {
            return this;
        }
        String changed = holder.size() == 1 && holder.holder() != null
                ? replaced(holder, holder.value() instanceof MappingNode ? Json.object() : Json.array())
                : holder.isFlow() ? withoutFlow(holder, place) : withoutBlock(holder, place);
        return proven(changed, without(values(), path), path);
    }

    /** The text with another word for a key; unchanged when there is no such key. */
    public YamlEdit rename(List<String> path, String name) {
        YamlPlace place = root;
        for (String part : path) {
            YamlPlace below = place.child(part);
            if (below == null) {
                return this;
            }
            place = below;
        }
        Node key = place.key();
        return key == null ? this : new YamlEdit(spliced(start(key), end(key), ConfigYaml.scalar(name)));
    }

    private String replaced(YamlPlace place, JsonNode value) {
        boolean inFlow = place.holder() != null && place.holder().isFlow();
        Node key = place.key();
        int from = key == null ? start(place.value()) : colon(key) + 1;
        int to = Math.max(from, contentEnd(place));
        boolean tookBreak = to > from && text.charAt(to - 1) == '\n';
        boolean block = !inFlow && value.isContainer() && !value.isEmpty();
        String comment = key == null ? "" : commentWithin(place, from);
        if (block && key != null) {
            int end = tookBreak ? to : lineEnd(to);
            String behind = comment.isEmpty() ? text.substring(to, end).stripTrailing() : comment;
            return spliced(from, end,
                    behind + "\n" + indented(value, columnOf(start(key)) + STEP) + (end > to || tookBreak ? "\n" : ""));
        }
        // What follows a block on its last line belongs to the entry there, which goes.
        int end = place.isBlock() && !tookBreak ? lineStop(to) : to;
        return spliced(from, end, (key == null ? "" : " ") + (inFlow ? ConfigYaml.inline(value) : ConfigYaml.line(value))
                + comment + (tookBreak ? "\n" : ""));
    }

    /** The comment behind the key of a value of several lines, with the blanks before it. */
    private String commentWithin(YamlPlace place, int from) {
        boolean lines = place.isBlock() || (place.value() instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED));
        int end = text.indexOf('\n', from);
        if (!lines || end < 0) {
            return "";
        }
        String line = text.substring(from, end);
        int hash = line.indexOf(" #");
        return hash < 0 ? "" : line.substring(line.substring(0, hash).stripTrailing().length()).stripTrailing();
    }

    private String added(YamlPlace holder, String part, JsonNode value, List<String> path) {
        boolean element = part.startsWith("[");
        if (element ? !part.equals("[" + holder.size() + "]") : !(holder.holder() == null || isMapping(holder))) {
            throw refused(path);
        }
        if (holder.isFlow()) {
            String entry = element ? ConfigYaml.inline(value) : ConfigYaml.scalar(part) + ": " + ConfigYaml.inline(value);
            int at = holder.size() == 0 ? end(holder.value()) - 1 : contentEnd(holder.at(holder.size() - 1));
            return spliced(at, at, (holder.size() == 0 ? "" : ", ") + entry);
        }
        if (holder.size() == 0) {
            String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
            return before + indented(Json.object().set(part, value), 0) + "\n";
        }
        YamlPlace last = holder.at(holder.size() - 1);
        int column = element ? dashColumn(last) : columnOf(start(Objects.requireNonNull(last.key())));
        String lines = element
                ? indented(Json.array().add(value), column)
                : indented(Json.object().set(part, value), column);
        int at = lineEnd(contentEnd(last));
        boolean broken = at == 0 || text.charAt(at - 1) == '\n';
        return spliced(at, at, (broken ? "" : "\n") + lines + "\n");
    }

    private String withoutFlow(YamlPlace holder, YamlPlace place) {
        if (place.index() + 1 < holder.size()) {
            return spliced(entryStart(place), entryStart(holder.at(place.index() + 1)), "");
        }
        int from = place.index() == 0 ? entryStart(place) : contentEnd(holder.at(place.index() - 1));
        return spliced(from, contentEnd(place), "");
    }

    private String withoutBlock(YamlPlace holder, YamlPlace place) {
        int start = entryStart(place);
        int line = text.lastIndexOf('\n', start - 1) + 1;
        boolean dashBefore = place.key() != null && text.substring(line, start).contains("- ");
        if (dashBefore && place.index() + 1 < holder.size()) {
            return spliced(start, entryStart(holder.at(place.index() + 1)), "");
        }
        return spliced(line, lineEnd(contentEnd(place)), "");
    }

    /** Where an entry begins: its key, or its element; of an element in a block list that is behind the dash. */
    private int entryStart(YamlPlace place) {
        Node key = place.key();
        return key == null ? start(place.value()) : start(key);
    }

    /** Where what an entry says ends; comments and blank lines behind it are not its own. */
    private int contentEnd(YamlPlace place) {
        Node key = place.key();
        int from = key == null ? -1 : colon(key) + 1;
        if (key != null && start(place.value()) < from && end(place.value()) < from) {
            return aliasEnd(from);
        }
        return place.isBlock() && place.size() > 0 ? contentEnd(place.at(place.size() - 1)) : Math.max(from, end(place.value()));
    }

    /** An alias has the marks of its anchor; its own name ends where a word does. */
    private int aliasEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '*') {
            return from;
        }
        while (at < text.length() && " \n\t,]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private int colon(Node key) {
        int colon = text.indexOf(':', end(key));
        return colon < 0 ? end(key) - 1 : colon;
    }

    /** Behind the line break that ends the line of a position; the position itself when it is behind one. */
    private int lineEnd(int position) {
        if (position > 0 && text.charAt(position - 1) == '\n') {
            return position;
        }
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end + 1;
    }

    /** Before the line break that ends the line of a position. */
    private int lineStop(int position) {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    private int dashColumn(YamlPlace element) {
        int start = entryStart(element);
        int line = text.lastIndexOf('\n', start - 1) + 1;
        int dash = text.lastIndexOf('-', start - 1);
        return dash < line ? columnOf(start) : dash - line;
    }

    private int columnOf(int position) {
        return position - (text.lastIndexOf('\n', position - 1) + 1);
    }

    private int start(Node node) {
        return text.offsetByCodePoints(0, node.getStartMark().getIndex());
    }

    private int end(Node node) {
        return text.offsetByCodePoints(0, node.getEndMark().getIndex());
    }

    private String spliced(int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }

    private static String indented(JsonNode value, int column) {
        String lines = ConfigYaml.block(value);
        return lines.stripTrailing().indent(column).stripTrailing();
    }

    private static boolean isMapping(YamlPlace place) {
        return place.value() instanceof MappingNode;
    }

    private static boolean isNothing(YamlPlace place) {
        return place.value() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private YamlEdit proven(String changed, JsonNode wanted, List<String> path) {
        YamlEdit edit;
        try {
            edit = new YamlEdit(changed);
        } catch (ConfigFault broken) {
            throw refused(path);
        }
        if (!edit.values().equals(wanted)) {
            throw refused(path);
        }
        return edit;
    }

    private static ConfigFault refused(List<String> path) {
        return new ConfigFault(new ConfigProblem(ProblemKind.YAML, null, ConfigPath.write(path),
                "'%s' can't be changed here without rewriting what is around it.".formatted(ConfigPath.write(path)),
                "Change the text itself."));
    }

    private static JsonNode nested(List<String> path, JsonNode value) {
        JsonNode nested = value;
        for (String part : path.reversed()) {
            nested = part.startsWith("[") ? Json.array().add(nested) : Json.object().set(part, nested);
        }
        return nested;
    }

    private static JsonNode with(@Nullable JsonNode holder, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        String part = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (part.startsWith("[")) {
            ArrayNode list = holder instanceof ArrayNode array ? array.deepCopy() : Json.array();
            int index = Integer.parseInt(part.substring(1, part.length() - 1));
            if (index < list.size()) {
                list.set(index, with(list.get(index), rest, value));
            } else {
                list.add(with(JsonNodeFactory.instance.nullNode(), rest, value));
            }
            return list;
        }
        ObjectNode object = holder instanceof ObjectNode mapping ? mapping.deepCopy() : Json.object();
        object.set(part, with(object.get(part), rest, value));
        return object;
    }

    private static JsonNode without(JsonNode holder, List<String> path) {
        String part = path.getFirst();
        if (holder instanceof ArrayNode array) {
            ArrayNode list = array.deepCopy();
            int index = Integer.parseInt(part.substring(1, part.length() - 1));
            if (path.size() == 1) {
                list.remove(index);
            } else {
                list.set(index, without(list.get(index), path.subList(1, path.size())));
            }
            return list;
        }
        ObjectNode object = ((ObjectNode) holder).deepCopy();
        if (path.size() == 1) {
            object.remove(part);
        } else {
            object.set(part, without(object.get(part), path.subList(1, path.size())));
        }
        return object;
    }
}
