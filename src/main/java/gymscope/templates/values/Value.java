package gymscope.templates.values;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a template, with Python's meaning. All but {@link Namespace} and {@link Lazy} are immutable, as in Jinja2's
 * immutable sandbox. Equality is Python's: {@code 1 == 1.0 == True}; where a value came from does not count.
 */
public sealed interface Value {

    /** {@code None}. */
    None NONE = new None();

    /** {@code ''}. */
    Text EMPTY = new Text("", false, null);

    /** {@code True}. */
    Bool TRUE = new Bool(true);

    /** {@code False}. */
    Bool FALSE = new Bool(false);

    /** The path of the variable's member that a value is, such as {@code messages[2]}; null where it is not known. */
    static @Nullable String pathOf(Value value) {
        return switch (value) {
            case Text text -> text.origins() == null ? null : text.origins().commonPath();
            case Items items -> items.path();
            case Dict dict -> dict.path();
            case Int number -> number.path();
            case Real number -> number.path();
            default -> null;
        };
    }

    /** Python's {@code None}. */
    record None() implements Value {}

    /**
     * A name or member that is not there: prints as nothing, is false, has no members.
     *
     * @param owner what lacks it, null when it is a variable
     * @param name what it is called, null when there is a hint
     * @param hint words of its own, null for Jinja2's usual ones
     */
    record Undefined(@Nullable Value owner, @Nullable Value name, @Nullable String hint) implements Value {

        /** A variable that has no value. */
        public static Undefined variable(String name) {
            return new Undefined(null, Value.of(name), null);
        }

        /** A value that is not there for a reason. */
        public static Undefined because(String hint) {
            return new Undefined(null, null, hint);
        }

        /** Why it cannot be used, as Jinja2 words it. */
        public String message() {
            if (hint != null || name == null) {
                return String.valueOf(hint);
            }
            if (owner == null) {
                return PythonText.repr(name) + " is undefined";
            }
            String type = owner instanceof None ? "None" : PythonText.qualifiedTypeName(owner) + " object";
            return name instanceof Text
                    ? "'%s' has no attribute %s".formatted(type, PythonText.repr(name))
                    : "%s has no element %s".formatted(type, PythonText.repr(name));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Undefined;
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    /** {@code True} or {@code False}. */
    record Bool(boolean value) implements Value {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value number && Numbers.same(this, number);
        }

        @Override
        public int hashCode() {
            return value ? 1 : 0;
        }
    }

    /** An {@code int} of any size. */
    record Int(BigInteger value, @Nullable String path) implements Value {

        /** A number that was computed. */
        public Int(BigInteger value) {
            this(value, null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value number && Numbers.same(this, number);
        }

        @Override
        public int hashCode() {
            return value.bitLength() < 32 ? value.intValue() : Double.hashCode(value.doubleValue());
        }
    }

    /** A {@code float}. */
    record Real(double value, @Nullable String path) implements Value {

        /** A number that was computed. */
        public Real(double value) {
            this(value, null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value number && Numbers.same(this, number);
        }

        @Override
        public int hashCode() {
            return value == (int) value ? (int) value : Double.hashCode(value);
        }
    }

    /**
     * A {@code str}; its characters are code points.
     *
     * @param markup whether it is marked safe ({@code Markup}), so that what is joined to it is escaped
     * @param origins where its stretches came from, null when that is not followed or it stands in the template
     */
    record Text(String value, boolean markup, @Nullable Origins origins) implements Value {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text text && value.equals(text.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A {@code list}. The elements must not be changed afterwards. */
    record Items(List<Value> values, @Nullable String path) implements Value {

        /** A list that was computed. */
        public Items(List<Value> values) {
            this(values, null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Items items && values.equals(items.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }
    }

    /**
     * A {@code tuple}. The elements must not be changed afterwards.
     *
     * @param names what the elements may be called, as in the tuples of {@code groupby}
     */
    record Tuple(List<Value> values, List<String> names) implements Value {

        /** A tuple without names. */
        public Tuple(List<Value> values) {
            this(values, List.of());
        }

        /** A tuple of these. */
        public static Tuple of(Value... values) {
            return new Tuple(List.of(values));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Tuple tuple && values.equals(tuple.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }
    }

    /** A {@code dict}, in the order of its insertions. The members must not be changed afterwards. */
    record Dict(Map<Value, Value> members, @Nullable String path) implements Value {

        /** A dict that was computed. */
        public Dict(Map<Value, Value> members) {
            this(members, null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Dict dict && members.equals(dict.members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }
    }

    /** What {@code dict.keys()}, {@code values()} and {@code items()} give: {@code dict_keys} and so on. */
    record View(String type, Dict dict) implements Value {

        /** The elements. */
        public List<Value> values() {
            return switch (type) {
                case "dict_keys" -> List.copyOf(dict.members().keySet());
                case "dict_values" -> List.copyOf(dict.members().values());
                default -> dict.members().entrySet().stream()
                        .<Value>map(member -> Tuple.of(member.getKey(), member.getValue())).toList();
            };
        }
    }

    /** A {@code range}; it has at most 100,000 numbers. */
    record Range(long start, long stop, long step) implements Value {

        /** How many numbers it has. */
        public int size() {
            long distance = step > 0 ? stop - start : start - stop;
            return (int) Math.max(0, Math.ceilDiv(distance, Math.abs(step)));
        }

        /** The numbers. */
        public List<Value> values() {
            List<Value> values = new ArrayList<>();
            for (int i = 0, size = size(); i < size; i++) {
                values.add(Value.of(start + i * step));
            }
            return values;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Range range && values().equals(range.values());
        }

        @Override
        public int hashCode() {
            return Objects.hash(size(), start);
        }
    }

    /** A generator or iterator: its elements are made when they are asked for, once. */
    record Lazy(String type, Iterator<Value> iterator) implements Value {

        /** A generator. */
        public static Lazy generator(Iterator<Value> iterator) {
            return new Lazy("generator", iterator);
        }
    }

    /** {@code namespace()}: the only value whose members change. */
    record Namespace(Map<String, Value> members) implements Value {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Something with attributes that may also be called, such as {@code loop} and macros. */
    non-sealed interface Special extends Value {

        /** The attribute of that name, null when there is none. */
        @Nullable
        Value attribute(String name);

        /** Its Python type, with the module. */
        String type();

        /** How it prints. */
        String shown();

        /** Whether it can be called. */
        default boolean isCallable() {
            return true;
        }

        /** Its value for these arguments. */
        default Value call(Arguments arguments) {
            throw ValueError.type("'%s' object is not callable".formatted(type()));
        }
    }

    /** Something that can be called. */
    non-sealed interface Function extends Value {

        /** Its value for these arguments. */
        Value call(Arguments arguments);
    }

    /** An int. */
    static Int of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    /** A bool. */
    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** A str. */
    static Text of(String value) {
        return new Text(value, false, null);
    }

    /** A list. */
    static Items list(List<Value> values) {
        return new Items(values);
    }

    /** A dict with names as keys. */
    static Dict dict(Map<String, Value> members) {
        Map<Value, Value> values = new LinkedHashMap<>();
        members.forEach((name, value) -> values.put(of(name), value));
        return new Dict(values);
    }
}
