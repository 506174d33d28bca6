package gymscope.templates.values;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of a template, with Python's meaning. All but {@link Namespace} are immutable, as in Jinja2's immutable
 * sandbox.
 */
public sealed interface Value {

    /** {@code None}. */
    None NONE = new None();

    /** {@code ''}. */
    Text EMPTY = new Text("");

    /** Python's {@code None}. */
    record None() implements Value {}

    /**
     * A name or member that is not there: prints as nothing, is false, has no members.
     *
     * @param what what is missing, for messages
     */
    record Undefined(String what) implements Value {}

    /** {@code True} or {@code False}. */
    record Bool(boolean value) implements Value {}

    /** An {@code int} of any size. */
    record Int(BigInteger value) implements Value {}

    /** A {@code float}. */
    record Real(double value) implements Value {}

    /** A {@code str}; its characters are code points. */
    record Text(String value) implements Value {}

    /** A {@code list}. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A {@code tuple}. */
    record Tuple(List<Value> values) implements Value {
        public Tuple {
            values = List.copyOf(values);
        }
    }

    /** A {@code dict}, in the order of its insertions. */
    record Dict(Map<Value, Value> members) implements Value {
        public Dict {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member of that name, null when there is none. */
        public @Nullable Value get(String name) {
            return members.get(new Text(name));
        }
    }

    /** {@code namespace()}: the only value that changes. */
    record Namespace(Map<String, Value> members) implements Value {}

    /** Something with attributes and nothing else, such as {@code loop}. */
    non-sealed interface Attributes extends Value {

        /** The attribute of that name, null when there is none. */
        @Nullable
        Value attribute(String name);
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
        return new Bool(value);
    }

    /** A str. */
    static Text of(String value) {
        return new Text(value);
    }

    /** JSON as Python's {@code json.loads} reads it: whole numbers are ints, others floats. */
    static Value of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<Value, Value> members = new LinkedHashMap<>();
                json.properties().forEach(member -> members.put(of(member.getKey()), of(member.getValue())));
                yield new Dict(members);
            }
            case ARRAY -> {
                List<Value> values = new ArrayList<>(json.size());
                json.forEach(element -> values.add(of(element)));
                yield new Items(values);
            }
            case STRING -> of(json.asString());
            case BOOLEAN -> of(json.booleanValue());
            case NUMBER -> json.isIntegralNumber() ? new Int(json.bigIntegerValue()) : new Real(json.doubleValue());
            default -> NONE;
        };
    }
}
