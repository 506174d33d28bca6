package gymscope.templates;

import gymscope.templates.values.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a stretch of a template sees: its own, then those around it. Loops and macros open one. */
final class Scope {

    private final Map<String, Value> names;
    private final @Nullable Scope around;

    Scope(Map<String, Value> names, @Nullable Scope around) {
        this.names = names;
        this.around = around;
    }

    Scope inner() {
        return new Scope(new HashMap<>(), this);
    }

    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Value value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Value.Undefined("“" + name + "”");
    }

    void set(String name, Value value) {
        names.put(name, value);
    }
}
