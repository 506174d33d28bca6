package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.program.Compiler.Assignment;
import gymscope.templates.program.LoopCompiler.RecursiveLoop;
import gymscope.templates.program.Step.Flow;
import gymscope.templates.syntax.Position;
import gymscope.templates.values.Filtered;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does with its items.
 *
 * @param target gets each item
 * @param variable the slot of {@code loop}, -1 when the body does not ask for it
 * @param filter which items are met, null for all
 * @param body what is done with each
 * @param otherwise what is done when the body never came to its end
 * @param at where it stands
 */
record LoopBody(Assignment target, int variable, @Nullable Filter filter, Step body, @Nullable Step otherwise, Position at) {

    /** Which items a loop meets. */
    record Filter(Assignment target, Code test, Step entry, Function function) {

        Iterator<Value> over(Iterator<Value> items, Frame around) {
            Frame frame = new Frame(around.execution, around, function.size());
            entry.run(frame);
            return Filtered.of(items, item -> {
                target.assign(frame, item);
                return Operators.truth(test.value(frame));
            });
        }
    }

    void run(Frame frame, Frame around, Value items, @Nullable RecursiveLoop recursion, int depth) {
        Iterator<Value> iterator = iterator(items, around);
        boolean met = false;
        LoopVariable loop = variable < 0
                ? null
                : new LoopVariable(iterator, filter == null && !(items instanceof Value.Lazy) ? size(items) : -1, recursion,
                        depth);
        Iterator<Value> turns = loop == null ? iterator : loop;
        while (hasNext(turns)) {
            frame.execution.budget.step();
            Value item = turns.next();
            target.assign(frame, item);
            if (loop != null) {
                frame.slots[variable] = loop;
            }
            String before = frame.execution.enterItem(item);
            Flow flow = body.run(frame);
            frame.execution.leaveItem(before);
            if (flow == Flow.BREAK) {
                break;
            }
            met |= flow == Flow.NEXT;
        }
        if (!met && otherwise != null) {
            otherwise.run(frame);
        }
    }

    private boolean hasNext(Iterator<Value> turns) {
        try {
            return turns.hasNext();
        } catch (ValueError error) {
            throw TemplateFault.of(error, at);
        }
    }

    private Iterator<Value> iterator(Value items, Frame around) {
        Iterator<Value> all = items instanceof Value.Lazy lazy ? lazy.iterator() : elements(items).iterator();
        return filter == null ? all : filter.over(all, around);
    }

    private static int size(Value items) {
        return items instanceof Value.Dict dict ? dict.members().size() : Operators.length(items);
    }

    private List<Value> elements(Value items) {
        List<Value> elements = Operators.elements(items);
        if (elements == null) {
            throw TemplateFault.of(ValueError.type("'%s' object is not iterable".formatted(PythonText.typeName(items))), at);
        }
        return elements;
    }
}
