package gymscope.convert.shape;

import gymscope.convert.shape.Model.Field;
import gymscope.convert.shape.Model.Unknown;
import gymscope.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shapes' own notation: {@code class} (with defaults) or {@code dict}, a name, the name that locations show where
 * it differs, {@code keep} or {@code forbid} for unknown members, {@code <} and a base, whose members come last in a class
 * (NeMo Gym's classes for training mix theirs in) and first in a dict; below it the members, {@code ?} for
 * one that may be absent. {@code Name = type} gives a type a name. {@code [x]} is a list, <code>{x}</code> a mapping,
 * {@code |} a choice, {@code @x} an item whose token fields are checked.
 */
final class ShapeReader {

    private static final Pattern HEAD = Pattern
            .compile("(class|dict) (\\w+)(?: as (\\w+))?(?: (keep|forbid))?(?: < (\\w+))?");
    private static final Pattern ALIAS = Pattern.compile("(\\w+) = (.+)");
    private static final Pattern FIELD = Pattern.compile("  (\\w+)(\\??): (.+?)(?: = (\\S+))?");

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<Field>> fields = new HashMap<>();

    private ShapeReader() {
    }

    static Map<String, Shape> read(String text) {
        ShapeReader reader = new ShapeReader();
        List<String> block = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            if (!line.startsWith("  ")) {
                reader.take(block);
                block.clear();
            }
            block.add(line);
        }
        reader.take(block);
        return Map.copyOf(reader.shapes);
    }

    private void take(List<String> block) {
        if (block.isEmpty()) {
            return;
        }
        Matcher alias = ALIAS.matcher(block.getFirst());
        if (alias.matches()) {
            shapes.put(alias.group(1), new TypeReader(alias.group(2)).whole());
            return;
        }
        Matcher head = matched(HEAD, block.getFirst());
        List<Field> own = new ArrayList<>(block.stream().skip(1).map(this::field).toList());
        List<Field> inherited = head.group(5) == null ? List.of() : fields.get(head.group(5));
        own.addAll(head.group(1).equals("class") ? own.size() : 0, inherited);
        fields.put(head.group(2), own);
        Unknown unknown = switch (head.group(4)) {
            case "keep" -> Unknown.KEEP;
            case "forbid" -> Unknown.FORBID;
            case null, default -> Unknown.DROP;
        };
        String label = head.group(3) == null ? head.group(2) : head.group(3);
        shapes.put(head.group(2), new Model(label, head.group(1).equals("class"), unknown, List.copyOf(own)));
    }

    private Field field(String line) {
        Matcher field = matched(FIELD, line);
        String otherwise = field.group(4);
        return new Field(field.group(1), field.group(2).isEmpty(), new TypeReader(field.group(3)).whole(),
                otherwise == null ? null : Json.parse(otherwise));
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a line of the shapes' notation: " + line);
        }
        return matcher;
    }

    /** Reads one type from left to right. */
    private final class TypeReader {

        private final String text;
        private int position;

        TypeReader(String text) {
            this.text = text;
        }

        Shape whole() {
            Shape shape = choice();
            if (position != text.length()) {
                throw new IllegalStateException("not a type: " + text);
            }
            return shape;
        }

        private Shape choice() {
            List<Shape> options = new ArrayList<>();
            List<String> literals = new ArrayList<>();
            boolean orNull = false;
            do {
                String literal = literal();
                if (literal != null) {
                    literals.add(literal);
                } else if (taken("null")) {
                    orNull = true;
                } else {
                    options.add(single());
                }
            } while (taken(" | "));
            if (!literals.isEmpty()) {
                options.addFirst(new Literal(literals));
            }
            Shape shape = options.size() == 1 ? options.getFirst() : new Union(options);
            return orNull ? new Maybe(shape) : shape;
        }

        private @Nullable String literal() {
            if (taken("false")) {
                return "False";
            }
            if (!taken("'")) {
                return null;
            }
            int end = text.indexOf('\'', position);
            String value = text.substring(position, end);
            position = end + 1;
            return value;
        }

        private Shape single() {
            if (taken("[")) {
                return new ListShape(until("]"));
            }
            if (taken("{")) {
                return new MapShape(until("}"));
            }
            if (taken("@")) {
                return new TokenChecked(single());
            }
            int start = position;
            while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
            String name = text.substring(start, position);
            return switch (name) {
                case "any" -> Scalar.ANY;
                case "string" -> Scalar.STRING;
                case "int" -> Scalar.INT;
                case "float" -> Scalar.FLOAT;
                case "bool" -> Scalar.BOOL;
                case "" -> throw new IllegalStateException("not a type: " + text);
                default -> new Reference(name, shapes);
            };
        }

        private Shape until(String end) {
            Shape shape = choice();
            if (!taken(end)) {
                throw new IllegalStateException("no " + end + " in " + text);
            }
            return shape;
        }

        private boolean taken(String token) {
            boolean there = text.startsWith(token, position);
            boolean word = Character.isLetter(token.charAt(0));
            int end = position + token.length();
            if (!there || (word && end < text.length() && Character.isJavaIdentifierPart(text.charAt(end)))) {
                return false;
            }
            position = end;
            return true;
        }
    }
}
