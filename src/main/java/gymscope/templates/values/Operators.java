package gymscope.templates.values;

import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Lazy;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Range;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Special;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import gymscope.templates.values.Value.View;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's operators. */
public final class Operators {

    /** Longer texts and lists are refused. */
    private static final int MAX_LENGTH = 16_000_000;

    /** Values up to this size are not counted. */
    private static final int SMALL = 256;

    private Operators() {
    }

    /** {@code bool(value)}. */
    public static boolean truth(Value value) {
        return switch (value) {
            case None _,Undefined _ -> false;
            case Bool bool -> bool.value();
            case Int number -> number.value().signum() != 0;
            case Real number -> number.value() != 0;
            case Text text -> !text.value().isEmpty();
            case Items items -> !items.values().isEmpty();
            case Tuple tuple -> !tuple.values().isEmpty();
            case Dict dict -> !dict.members().isEmpty();
            case View view -> !view.dict().members().isEmpty();
            case Range range -> range.size() > 0;
            default -> true;
        };
    }

    /** {@code -value} and {@code +value}. */
    public static Value sign(boolean negative, Value value) {
        refuseUndefined(value);
        return switch (value) {
            case Real number -> new Real(negative ? -number.value() : number.value());
            case Int _,Bool _ -> new Int(negative ? Numbers.whole(value).negate() : Numbers.whole(value));
            default -> throw ValueError
                    .type("bad operand type for unary %s: '%s'".formatted(negative ? "-" : "+", PythonText.typeName(value)));
        };
    }

    /** {@code left operator right} for {@code + - * / // % **}. */
    public static Value arithmetic(String operator, Value left, Value right) {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.arithmetic(operator, left, right);
        }
        if (operator.equals("+") && left instanceof Text one && right instanceof Text other) {
            return concatenated(one, other);
        }
        if (operator.equals("%") && left instanceof Text format) {
            return PercentFormat.format(format, right);
        }
        refuseUndefined(left);
        refuseUndefined(right);
        List<Value> ones = sequence(left);
        List<Value> others = sequence(right);
        if (operator.equals("+") && ones != null && others != null && left.getClass() == right.getClass()) {
            return like(left, joined(ones, others));
        }
        if (operator.equals("*") && Numbers.isWhole(right) && (ones != null || left instanceof Text)) {
            return repeated(left, Numbers.whole(right));
        }
        if (operator.equals("*") && Numbers.isWhole(left) && (others != null || right instanceof Text)) {
            return repeated(right, Numbers.whole(left));
        }
        throw refused(operator, left, right);
    }

    private static ValueError refused(String operator, Value left, Value right) {
        String type = PythonText.typeName(right);
        if (operator.equals("+") && left instanceof Text) {
            return ValueError.type("can only concatenate str (not \"%s\") to str".formatted(type));
        }
        if (operator.equals("+") && sequence(left) != null) {
            String own = PythonText.typeName(left);
            return ValueError.type("can only concatenate %s (not \"%s\") to %s".formatted(own, type, own));
        }
        if (operator.equals("*") && (left instanceof Text || sequence(left) != null)) {
            return ValueError.type("can't multiply sequence by non-int of type '%s'".formatted(type));
        }
        return ValueError.type("unsupported operand type(s) for %s: '%s' and '%s'"
                .formatted(operator.equals("**") ? "** or pow()" : operator, PythonText.typeName(left), type));
    }

    private static Text concatenated(Text one, Text other) {
        checkLength((long) one.value().length() + other.value().length());
        if (one.markup() == other.markup()) {
            return Texts.joined(one, other);
        }
        Text joined = Texts.joined(one.markup() ? one : Escape.escaped(one), other.markup() ? other : Escape.escaped(other));
        return new Text(joined.value(), true, joined.origins());
    }

    private static Value like(Value sequence, List<Value> values) {
        return sequence instanceof Tuple ? new Tuple(values) : new Items(values);
    }

    private static List<Value> joined(List<Value> ones, List<Value> others) {
        checkLength((long) ones.size() + others.size());
        List<Value> all = new ArrayList<>(ones.size() + others.size());
        all.addAll(ones);
        all.addAll(others);
        return all;
    }

    private static Value repeated(Value value, BigInteger count) {
        int times = count.signum() < 0 ? 0 : count.bitLength() > 31 ? Integer.MAX_VALUE : count.intValue();
        if (value instanceof Text text) {
            checkLength((long) text.value().length() * times);
            if (text.origins() == null) {
                return new Text(text.value().repeat(times), text.markup(), null);
            }
            TextBuilder builder = new TextBuilder();
            for (int i = 0; i < times; i++) {
                builder.append(text);
            }
            return builder.build(text.markup());
        }
        List<Value> values = list(value);
        checkLength((long) values.size() * times);
        return like(value, Collections.nCopies(times, values).stream().flatMap(List::stream).toList());
    }

    /** {@code left == right}. */
    public static boolean equal(Value left, Value right) {
        return left.equals(right);
    }

    /** {@code left < right} and so on; null-free, and refuses what Python refuses. */
    public static boolean compares(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> ordered(operator, left, right);
        };
    }

    private static boolean ordered(String operator, Value left, Value right) {
        if (Numbers.isNan(left) || Numbers.isNan(right)) {
            return false;
        }
        int order = compare(operator, left, right);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** The order of two values, negative when the left one is first. */
    static int compare(Value left, Value right) {
        return compare("<", left, right);
    }

    private static int compare(String operator, Value left, Value right) {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.compare(left, right);
        }
        if (left instanceof Text one && right instanceof Text other) {
            return compareTexts(one.value(), other.value());
        }
        refuseUndefined(left);
        refuseUndefined(right);
        List<Value> ones = sequence(left);
        List<Value> others = sequence(right);
        if (ones == null || others == null || left.getClass() != right.getClass()) {
            throw ValueError.type("'%s' not supported between instances of '%s' and '%s'".formatted(operator,
                    PythonText.typeName(left), PythonText.typeName(right)));
        }
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            if (!equal(ones.get(i), others.get(i))) {
                return compare(operator, ones.get(i), others.get(i));
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    /** By code points, as Python does. */
    static int compareTexts(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean surrogates = Character.isSurrogate(one) != Character.isSurrogate(other);
                return surrogates ? Character.isSurrogate(one) ? 1 : -1 : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** {@code needle in haystack}. */
    public static boolean contains(Value haystack, Value needle) {
        return switch (haystack) {
            case Text text -> {
                if (needle instanceof Text part) {
                    yield text.value().contains(part.value());
                }
                throw ValueError
                        .type("'in <string>' requires string as left operand, not " + PythonText.typeName(needle));
            }
            case Dict dict -> dict.members().containsKey(hashable(needle));
            case View view when view.type().equals("dict_keys") -> view.dict().members().containsKey(hashable(needle));
            case Undefined _ -> false;
            case Lazy lazy -> {
                while (lazy.iterator().hasNext()) {
                    if (equal(lazy.iterator().next(), needle)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> {
                List<Value> values = elements(haystack);
                if (values == null) {
                    throw ValueError.type("argument of type '%s' is not iterable".formatted(PythonText.typeName(haystack)));
                }
                yield values.stream().anyMatch(value -> equal(value, needle));
            }
        };
    }

    /** The value, refused when Python could not use it as a key. */
    public static Value hashable(Value key) {
        if (key instanceof Items || key instanceof Dict || key instanceof View) {
            throw ValueError.type("unhashable type: '%s'".formatted(PythonText.typeName(key)));
        }
        if (key instanceof Tuple tuple) {
            tuple.values().forEach(Operators::hashable);
        }
        return key;
    }

    /** The elements that a loop over the value meets. A generator is used up by it. */
    public static List<Value> list(Value value) {
        if (value instanceof Lazy lazy) {
            List<Value> values = new ArrayList<>();
            while (lazy.iterator().hasNext()) {
                values.add(lazy.iterator().next());
                checkSize(values.size());
            }
            return values;
        }
        List<Value> values = elements(value);
        if (values == null) {
            throw ValueError.type("'%s' object is not iterable".formatted(PythonText.typeName(value)));
        }
        return values;
    }

    /** The elements of what has them without being used up, null for the rest. */
    public static @Nullable List<Value> elements(Value value) {
        return switch (value) {
            case Items items -> items.values();
            case Tuple tuple -> tuple.values();
            case Dict dict -> List.copyOf(dict.members().keySet());
            case View view -> view.values();
            case Range range -> range.values();
            case Text text -> Texts.characters(text.markup() ? new Text(text.value(), false, text.origins()) : text);
            case Undefined _ -> List.of();
            default -> null;
        };
    }

    /** {@code len(value)}. */
    public static int length(Value value) {
        return switch (value) {
            case Text text -> Texts.length(text.value());
            case Dict dict -> dict.members().size();
            case Range range -> range.size();
            case Special special when special.attribute("length") instanceof Int length -> length.value().intValue();
            default -> {
                List<Value> values = elements(value);
                if (values == null) {
                    throw ValueError.type("object of type '%s' has no len()".formatted(PythonText.typeName(value)));
                }
                yield values.size();
            }
        };
    }

    /** A dict of entries, the last of equal keys winning. */
    public static Dict dict(List<Value> keys, List<Value> values) {
        Map<Value, Value> members = LinkedHashMap.newLinkedHashMap(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            members.put(hashable(keys.get(i)), values.get(i));
        }
        return new Dict(members);
    }

    static @Nullable List<Value> sequence(Value value) {
        return switch (value) {
            case Items items -> items.values();
            case Tuple tuple -> tuple.values();
            default -> null;
        };
    }

    static void refuseUndefined(Value value) {
        if (value instanceof Undefined undefined) {
            throw ValueError.undefined(undefined);
        }
    }

    /** Refuses what would be too long, or too much together with what was made before. Once for each value. */
    static void checkLength(long length) {
        checkSize(length);
        if (length > SMALL) {
            Allowance.take(length);
        }
    }

    /** Refuses what is too long, while it grows. */
    static void checkSize(long length) {
        if (length > MAX_LENGTH) {
            throw ValueError.limit("makes a value of %,d characters or elements, more than %,d".formatted(length, MAX_LENGTH));
        }
    }
}
