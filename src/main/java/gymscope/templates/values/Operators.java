package gymscope.templates.values;

import gymscope.templates.values.Value.Attributes;
import gymscope.templates.values.Value.Bool;
import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Function;
import gymscope.templates.values.Value.Int;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Namespace;
import gymscope.templates.values.Value.None;
import gymscope.templates.values.Value.Real;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's operators over values: truth, equality, order, arithmetic, membership. */
public final class Operators {

    /** The most characters of a text and elements of a list that an operator makes. */
    private static final int MAX_LENGTH = 16_000_000;

    private static final int MAX_BITS = 4096;

    private Operators() {
    }

    /** Whether Python takes the value for true. */
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
            case Namespace _,Attributes _,Function _ -> true;
        };
    }

    /** {@code left == right}. */
    public static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right) == 0;
        }
        return switch (left) {
            case Undefined _ -> right instanceof Undefined;
            case Items items -> right instanceof Items other && allEqual(items.values(), other.values());
            case Tuple tuple -> right instanceof Tuple other && allEqual(tuple.values(), other.values());
            case Dict dict -> right instanceof Dict other && equalMembers(dict.members(), other.members());
            default -> left.equals(right);
        };
    }

    /** A negative, zero or positive number as {@code left} is before, beside or after {@code right}. */
    public static int compare(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof Text one && right instanceof Text other) {
            return compareTexts(one.value(), other.value());
        }
        List<Value> ones = sequence(left);
        List<Value> others = sequence(right);
        if (ones == null || others == null || left.getClass() != right.getClass()) {
            throw new ValueError(
                    "%s and %s have no order".formatted(PythonText.typeName(left), PythonText.typeName(right)));
        }
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            if (!equal(ones.get(i), others.get(i))) {
                return compare(ones.get(i), others.get(i));
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    /** {@code left operator right} for {@code + - * / // % **}. */
    public static Value arithmetic(String operator, Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return left instanceof Real || right instanceof Real || operator.equals("/")
                    ? realArithmetic(operator, real(left), real(right))
                    : wholeArithmetic(operator, whole(left), whole(right));
        }
        return switch (operator) {
            case "+" -> add(left, right);
            case "*" -> left instanceof Int || left instanceof Bool
                    ? repeat(right, whole(left), left)
                    : isWhole(right)
                            ? repeat(left, whole(right), right)
                            : refuse(operator, left, right);
            case "%" -> left instanceof Text ? refuseFormatting() : refuse(operator, left, right);
            default -> refuse(operator, left, right);
        };
    }

    /** {@code -value} and {@code +value}. */
    public static Value sign(boolean negative, Value value) {
        if (value instanceof Real number) {
            return new Real(negative ? -number.value() : number.value());
        }
        if (!isWhole(value)) {
            throw new ValueError("%s has no sign".formatted(PythonText.typeName(value)));
        }
        return new Int(negative ? whole(value).negate() : whole(value));
    }

    /** {@code needle in haystack}. */
    public static boolean contains(Value haystack, Value needle) {
        if (haystack instanceof Text text) {
            if (needle instanceof Text part) {
                return text.value().contains(part.value());
            }
            throw new ValueError("a text holds texts only, not %s".formatted(PythonText.typeName(needle)));
        }
        if (haystack instanceof Dict dict) {
            return dict.members().containsKey(needle);
        }
        return iterate(haystack).stream().anyMatch(element -> equal(element, needle));
    }

    /** The elements that a loop over the value meets. */
    public static List<Value> iterate(Value value) {
        return switch (value) {
            case Items items -> items.values();
            case Tuple tuple -> tuple.values();
            case Dict dict -> List.copyOf(dict.members().keySet());
            case Text text -> text.value().codePoints().mapToObj(c -> Value.of(Character.toString(c)))
                    .<Value>map(character -> character).toList();
            case Undefined _ -> List.of();
            default -> throw new ValueError(PythonText.typeName(value) + " cannot be iterated over");
        };
    }

    /** {@code len(value)}. */
    public static int length(Value value) {
        return value instanceof Text text ? text.value().codePointCount(0, text.value().length()) : iterate(value).size();
    }

    static boolean isWhole(Value value) {
        return value instanceof Int || value instanceof Bool;
    }

    static boolean isNumber(Value value) {
        return isWhole(value) || value instanceof Real;
    }

    static BigInteger whole(Value value) {
        return switch (value) {
            case Int number -> number.value();
            case Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            default -> throw new ValueError(PythonText.typeName(value) + " is no whole number");
        };
    }

    static double real(Value value) {
        return value instanceof Real number ? number.value() : whole(value).doubleValue();
    }

    private static @Nullable List<Value> sequence(Value value) {
        return switch (value) {
            case Items items -> items.values();
            case Tuple tuple -> tuple.values();
            default -> null;
        };
    }

    private static int compareNumbers(Value left, Value right) {
        return isWhole(left) && isWhole(right)
                ? whole(left).compareTo(whole(right))
                : Double.compare(real(left) + 0.0, real(right) + 0.0);
    }

    /** By code points, as Python does. */
    private static int compareTexts(String left, String right) {
        Iterator<Integer> others = right.codePoints().iterator();
        for (Iterator<Integer> ones = left.codePoints().iterator(); ones.hasNext() && others.hasNext();) {
            int order = Integer.compare(ones.next(), others.next());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.codePointCount(0, left.length()), right.codePointCount(0, right.length()));
    }

    private static boolean allEqual(List<Value> ones, List<Value> others) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < ones.size(); i++) {
            if (!equal(ones.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMembers(Map<Value, Value> ones, Map<Value, Value> others) {
        return ones.size() == others.size() && ones.entrySet().stream().allMatch(member -> {
            Value other = others.get(member.getKey());
            return other != null && equal(member.getValue(), other);
        });
    }

    private static Value add(Value left, Value right) {
        if (left instanceof Text one && right instanceof Text other) {
            checkLength((long) one.value().length() + other.value().length());
            return Value.of(one.value() + other.value());
        }
        if (left instanceof Items one && right instanceof Items other) {
            return new Items(joined(one.values(), other.values()));
        }
        if (left instanceof Tuple one && right instanceof Tuple other) {
            return new Tuple(joined(one.values(), other.values()));
        }
        return refuse("+", left, right);
    }

    private static List<Value> joined(List<Value> ones, List<Value> others) {
        checkLength((long) ones.size() + others.size());
        List<Value> all = new ArrayList<>(ones);
        all.addAll(others);
        return all;
    }

    private static Value repeat(Value value, BigInteger count, Value counter) {
        int times = count.signum() < 0 ? 0 : count.bitLength() > 31 ? Integer.MAX_VALUE : count.intValue();
        return switch (value) {
            case Text text -> {
                checkLength((long) text.value().length() * times);
                yield Value.of(text.value().repeat(times));
            }
            case Items items -> new Items(repeated(items.values(), times));
            case Tuple tuple -> new Tuple(repeated(tuple.values(), times));
            default -> refuse("*", value, counter);
        };
    }

    private static List<Value> repeated(List<Value> values, int times) {
        checkLength((long) values.size() * times);
        return Collections.nCopies(times, values).stream().flatMap(List::stream).toList();
    }

    private static Value wholeArithmetic(String operator, BigInteger left, BigInteger right) {
        return switch (operator) {
            case "+" -> new Int(left.add(right));
            case "-" -> new Int(left.subtract(right));
            case "*" -> {
                checkBits((long) left.bitLength() + right.bitLength());
                yield new Int(left.multiply(right));
            }
            case "//" -> new Int(floorDivided(left, right));
            case "%" -> new Int(left.subtract(floorDivided(left, right).multiply(right)));
            case "**" -> power(left, right);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigInteger floorDivided(BigInteger left, BigInteger right) {
        if (right.signum() == 0) {
            throw new ValueError("there is a division by zero");
        }
        BigInteger[] parts = left.divideAndRemainder(right);
        return parts[1].signum() != 0 && parts[1].signum() != right.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return new Real(Math.pow(base.doubleValue(), exponent.doubleValue()));
        }
        checkBits(exponent.bitLength() > 31 ? Long.MAX_VALUE : (long) base.bitLength() * exponent.intValue());
        return new Int(base.pow(exponent.intValue()));
    }

    private static Value realArithmetic(String operator, double left, double right) {
        if (right == 0 && !operator.equals("+") && !operator.equals("-") && !operator.equals("*") && !operator.equals("**")) {
            throw new ValueError("there is a division by zero");
        }
        return new Real(switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "//" -> Math.floor(left / right);
            case "%" -> left - Math.floor(left / right) * right;
            case "**" -> Math.pow(left, right);
            default -> throw new IllegalArgumentException(operator);
        });
    }

    private static void checkLength(long length) {
        if (length > MAX_LENGTH) {
            throw new ValueError("a value would have %,d characters or elements".formatted(length),
                    "At most %,d are made.".formatted(MAX_LENGTH));
        }
    }

    private static void checkBits(long bits) {
        if (bits > MAX_BITS) {
            throw new ValueError("a number would have %,d bits".formatted(bits), "At most %,d are made.".formatted(MAX_BITS));
        }
    }

    private static Value refuse(String operator, Value left, Value right) {
        throw new ValueError("%s %s %s is not possible%s".formatted(PythonText.typeName(left), operator,
                PythonText.typeName(right), missing(left) + missing(right)));
    }

    private static String missing(Value value) {
        return value instanceof Undefined undefined ? ", and " + undefined.what() + " is not there" : "";
    }

    private static Value refuseFormatting() {
        throw ValueError.notBuilt("formatting a text with %");
    }
}
