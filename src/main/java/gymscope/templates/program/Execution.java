package gymscope.templates.program;

import gymscope.templates.Limits;
import gymscope.templates.values.TextBuilder;
import gymscope.templates.values.Value;
import gymscope.templates.values.Value.Text;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a template: its variables, its output, its limits. For one thread. */
final class Execution {

    final Budget budget;
    private final Map<String, Value> variables;
    private final Map<String, Value> exported = new HashMap<>();
    private final boolean followsOrigins;
    private TextBuilder output = new TextBuilder();
    private @Nullable String item;

    Execution(Map<String, Value> variables, Limits limits, boolean followsOrigins) {
        this.variables = variables;
        this.budget = new Budget(limits);
        this.followsOrigins = followsOrigins;
    }

    /** A variable that the template was given or has set for its blocks, null when there is none. */
    @Nullable
    Value resolve(String name) {
        Value own = exported.get(name);
        return own == null ? variables.get(name) : own;
    }

    void export(String name, Value value) {
        exported.put(name, value);
    }

    void data(Text text) {
        budget.write(text.value().length());
        if (followsOrigins) {
            output.append(text, item);
        } else {
            output.append(text.value());
        }
    }

    void print(Value value) {
        Text text = Printed.text(value);
        data(text);
    }

    /** What the step writes, which does not go to the output. */
    Text captured(Step step, Frame frame) {
        TextBuilder outer = output;
        TextBuilder inner = new TextBuilder();
        output = inner;
        try {
            step.run(frame);
        } finally {
            output = outer;
        }
        return inner.build();
    }

    TextBuilder output() {
        return output;
    }

    /** Enters an element of a list; returns the one that was entered before. */
    @Nullable
    String enterItem(Value element) {
        String before = item;
        if (followsOrigins) {
            String path = Value.pathOf(element);
            if (path != null && path.endsWith("]")) {
                item = path;
            }
        }
        return before;
    }

    void leaveItem(@Nullable String before) {
        item = before;
    }
}
