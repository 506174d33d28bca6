package gymscope.templates.program;

import gymscope.templates.program.Function.Slot;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.Value.Undefined;
import gymscope.templates.values.ValueError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro with the variables around its definition. */
record MacroValue(MacroShape shape, Frame around) implements Value.Special {

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "name" -> Value.of(shape.name());
            case "arguments" -> new Value.Tuple(shape.parameters().stream().<Value>map(Value::of).toList());
            case "catch_kwargs" -> Value.of(shape.kwargs() != null);
            case "catch_varargs" -> Value.of(shape.varargs() != null);
            case "caller" -> Value.of(shape.caller() != null);
            default -> null;
        };
    }

    @Override
    public String type() {
        return "jinja2.runtime.Macro";
    }

    @Override
    public String shown() {
        return "<Macro %s>".formatted(PythonText.repr(Value.of(shape.name())));
    }

    @Override
    public Value call(Arguments arguments) {
        Frame frame = new Frame(around.execution, around, shape.function().size());
        shape.entry().run(frame);
        bind(arguments, frame);
        setDefaults(frame);
        around.execution.budget.enterCall();
        try {
            return around.execution.captured(shape.body(), frame);
        } finally {
            around.execution.budget.leaveCall();
        }
    }

    private void bind(Arguments arguments, Frame frame) {
        List<Value> given = arguments.positional();
        Map<String, Value> named = arguments.named().isEmpty() ? Map.of() : new LinkedHashMap<>(arguments.named());
        int count = shape.parameters().size();
        boolean foundCaller = given.size() >= count && shape.explicitCaller();
        for (int i = 0; i < count; i++) {
            String name = shape.parameters().get(i);
            Value value = i < given.size() ? given.get(i) : named.isEmpty() ? null : named.remove(name);
            foundCaller |= i >= given.size() && name.equals("caller");
            frame.slots[shape.places()[i].index()] = value;
        }
        Slot caller = shape.caller();
        if (caller != null && !foundCaller) {
            Value value = named.isEmpty() ? null : named.remove("caller");
            boolean none = value == null || value instanceof Value.None;
            frame.slots[caller.index()] = none ? Undefined.because("No caller defined") : value;
        }
        Slot kwargs = shape.kwargs();
        if (kwargs != null) {
            frame.slots[kwargs.index()] = Value.dict(named);
        } else if (!named.isEmpty()) {
            throw ValueError.type(named.containsKey("caller")
                    ? "macro '%s' was invoked with two values for the special caller argument. This is most likely a bug."
                            .formatted(shape.name())
                    : "macro '%s' takes no keyword argument '%s'".formatted(shape.name(), named.keySet().iterator().next()));
        }
        Slot varargs = shape.varargs();
        if (varargs != null) {
            frame.slots[varargs.index()] = new Value.Tuple(given.size() > count ? given.subList(count, given.size()) : List.of());
        } else if (given.size() > count) {
            throw ValueError.type("macro '%s' takes not more than %d argument(s)".formatted(shape.name(), count));
        }
    }

    private void setDefaults(Frame frame) {
        for (int i = 0; i < shape.places().length; i++) {
            int index = shape.places()[i].index();
            if (frame.slots[index] == null) {
                Code fallback = shape.defaults()[i];
                frame.slots[index] = fallback == null
                        ? Undefined.because("parameter '%s' was not provided".formatted(shape.parameters().get(i)))
                        : fallback.value(frame);
            }
        }
    }
}
