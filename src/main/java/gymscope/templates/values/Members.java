package gymscope.templates.values;

import gymscope.templates.values.Value.Dict;
import gymscope.templates.values.Value.Items;
import gymscope.templates.values.Value.Namespace;
import gymscope.templates.values.Value.Range;
import gymscope.templates.values.Value.Special;
import gymscope.templates.values.Value.Text;
import gymscope.templates.values.Value.Tuple;
import gymscope.templates.values.Value.Undefined;
import gymscope.templates.values.Value.View;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code value.name}, {@code value[key]} and slices, with Jinja2's fallback from one to the other. */
public final class Members {

    /** Attributes of every Python object; the sandbox hides them. */
    private static final Set<String> INTERNAL = Set.of("__class__", "__doc__", "__dict__", "__init__", "__len__", "__str__",
            "__repr__", "__eq__", "__hash__", "__dir__", "__getattribute__", "__setattr__", "__reduce__", "__module__",
            "__new__", "__format__", "__sizeof__", "__subclasshook__", "__globals__", "__call__", "__iter__", "__getitem__");

    private Members() {
    }

    /** {@code value.name}: the attribute or method, else the item, else undefined. */
    public static Value attribute(Value value, Text name) {
        Operators.refuseUndefined(value);
        Value found = ownAttribute(value, name.value());
        if (found == null && value instanceof Dict dict) {
            found = dict.members().get(name);
        }
        return found == null ? new Undefined(value, name, null) : found;
    }

    /** {@code value[key]}: the item, else the attribute of that name, else undefined. */
    public static Value item(Value value, Value key) {
        Operators.refuseUndefined(value);
        Value found = ownItem(value, key);
        if (found == null && key instanceof Text name) {
            found = ownAttribute(value, name.value());
        }
        return found == null ? new Undefined(value, key, null) : found;
    }

    /** {@code value|attr(name)}: the attribute or method, else undefined. */
    static Value attributeOnly(Value value, Text name) {
        Operators.refuseUndefined(value);
        Value found = ownAttribute(value, name.value());
        return found == null ? new Undefined(value, name, null) : found;
    }

    /** {@code value[start:stop:step]}. */
    public static Value slice(Value value, Value start, Value stop, Value step) {
        Operators.refuseUndefined(value);
        return switch (value) {
            case Items items -> new Items(Slice.of(start, stop, step, items.values().size()).pick(items.values()));
            case Tuple tuple -> new Tuple(Slice.of(start, stop, step, tuple.values().size()).pick(tuple.values()));
            case Text text -> sliced(text, start, stop, step);
            case Range range -> {
                Slice slice = Slice.of(start, stop, step, range.size());
                yield new Range(range.start() + slice.start() * range.step(), range.start() + slice.stop() * range.step(),
                        range.step() * slice.step());
            }
            case Dict _ -> throw ValueError.type("unhashable type: 'slice'");
            default -> throw ValueError.type("'%s' object is not subscriptable".formatted(PythonText.typeName(value)));
        };
    }

    private static Text sliced(Text text, Value start, Value stop, Value step) {
        String value = text.value();
        boolean plain = Texts.isPlain(value);
        Slice slice = Slice.of(start, stop, step, plain ? value.length() : Texts.length(value));
        if (slice.step() == 1) {
            int from = Math.min(slice.start(), Math.max(slice.start(), slice.stop()));
            int to = Math.max(from, slice.stop());
            return Texts.part(text, plain ? from : Texts.offset(value, from), plain ? to : Texts.offset(value, to));
        }
        TextBuilder picked = new TextBuilder();
        slice.pick(Texts.characters(text)).forEach(character -> picked.append((Text) character));
        return picked.build(text.markup());
    }

    private static @Nullable Value ownAttribute(Value value, String name) {
        if (name.startsWith("_")) {
            boolean there = INTERNAL.contains(name)
                    || (value instanceof Namespace namespace && namespace.members().containsKey(name));
            return there ? unsafe(value, name) : null;
        }
        return switch (value) {
            case Namespace namespace -> namespace.members().get(name);
            case Special special -> special.attribute(name);
            case Text text -> TextMethods.of(text, name);
            case Dict dict -> CollectionMethods.of(dict, name);
            case Items items -> CollectionMethods.of(items, items.values(), name);
            case Tuple tuple when tuple.names().contains(name) -> tuple.values().get(tuple.names().indexOf(name));
            case Tuple tuple -> CollectionMethods.of(tuple, tuple.values(), name);
            case View view when name.equals("mapping") -> view.dict();
            case View view when name.equals("isdisjoint") -> CollectionMethods.isDisjoint(view);
            case Range range -> CollectionMethods.of(range, name);
            default -> NumberMethods.of(value, name);
        };
    }

    /** What stands for an attribute that the immutable sandbox hides. */
    static Undefined unsafe(Value value, String name) {
        return Undefined.because("access to attribute %s of %s object is unsafe.".formatted(PythonText.repr(Value.of(name)),
                PythonText.repr(Value.of(PythonText.typeName(value)))));
    }

    private static @Nullable Value ownItem(Value value, Value key) {
        return switch (value) {
            case Dict dict -> key instanceof Items || key instanceof Dict ? null : dict.members().get(key);
            case Items items -> at(items.values(), key);
            case Tuple tuple -> at(tuple.values(), key);
            case Range range -> at(range.values(), key);
            case Text text when Numbers.isWhole(key) -> character(text, key);
            default -> null;
        };
    }

    private static @Nullable Value character(Text text, Value key) {
        String value = text.value();
        int place = place(key, Texts.length(value));
        if (place < 0) {
            return null;
        }
        int start = Texts.offset(value, place);
        return Texts.part(text, start, start + Character.charCount(value.codePointAt(start)));
    }

    private static @Nullable Value at(List<Value> values, Value key) {
        int place = Numbers.isWhole(key) ? place(key, values.size()) : -1;
        return place < 0 ? null : values.get(place);
    }

    /** The place that an index means, -1 when there is none. */
    private static int place(Value key, int size) {
        BigInteger index = Numbers.whole(key);
        if (index.bitLength() > 31) {
            return -1;
        }
        int place = index.signum() < 0 ? index.intValue() + size : index.intValue();
        return place < 0 || place >= size ? -1 : place;
    }
}
