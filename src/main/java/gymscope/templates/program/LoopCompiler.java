package gymscope.templates.program;

import gymscope.templates.TemplateFault;
import gymscope.templates.program.Compiler.Assignment;
import gymscope.templates.program.Function.Slot;
import gymscope.templates.program.LoopBody.Filter;
import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.values.Value;
import org.jspecify.annotations.Nullable;

/** Makes loops ready to run. */
record LoopCompiler(Compiler around) {

    Step step(Statement.For loop) {
        refuseLoopAsTarget(loop.target());
        Function function = loop.recursive() ? new Function(around.function()) : around.function();
        Symbols symbols = around.symbols().inner(function);
        boolean extended = loop.recursive() || !Mentions.in(loop.body(), "loop").isEmpty();
        Slot variable = extended ? symbols.parameter("loop") : null;
        Analysis.target(loop.target(), symbols, true);
        Analysis.statements(loop.body(), symbols);
        Symbols otherSymbols = around.symbols().inner(function);
        Analysis.statements(loop.otherwise(), otherSymbols);
        Compiler inside = around.inner(symbols);
        Compiler otherwise = around.inner(otherSymbols);
        LoopBody body = new LoopBody(inside.assignment(loop.target()), variable == null ? -1 : variable.index(),
                filter(loop), inside.scope(inside.block(loop.body())),
                loop.otherwise().isEmpty() ? null : otherwise.scope(otherwise.block(loop.otherwise())), loop.at());
        Code items = Code.at(loop.items().at(), around.expressions().code(loop.items()));
        if (!loop.recursive()) {
            return frame -> {
                body.run(frame, frame, items.value(frame), null, 0);
                return Step.Flow.NEXT;
            };
        }
        return frame -> {
            frame.execution.print(new RecursiveLoop(body, function, frame, 0).over(items.value(frame)));
            return Step.Flow.NEXT;
        };
    }

    private @Nullable Filter filter(Statement.For loop) {
        Expression test = loop.filter();
        if (test == null) {
            return null;
        }
        Function function = new Function(around.function());
        Symbols symbols = around.symbols().inner(function);
        Analysis.target(loop.target(), symbols, true);
        Analysis.expression(test, symbols);
        Compiler inside = around.inner(symbols);
        Assignment target = inside.assignment(loop.target());
        Code code = Code.at(test.at(), inside.expressions().code(test));
        Step entry = symbols.entry();
        return new Filter(target, code, entry == null ? frame -> Step.Flow.NEXT : entry, function);
    }

    private static void refuseLoopAsTarget(Target target) {
        switch (target) {
            case Target.Variable variable -> {
                if (variable.name().equals("loop")) {
                    throw new TemplateFault("TemplateAssertionError",
                            "Can't assign to special loop variable in for-loop target", "Mend the template.", variable.at());
                }
            }
            case Target.Several several -> several.targets().forEach(LoopCompiler::refuseLoopAsTarget);
            case Target.Member _ -> {
                // Not a name of its own.
            }
        }
    }

    /** A loop whose body may call it again on other items. */
    record RecursiveLoop(LoopBody body, Function function, Frame around, int depth) {

        Value over(Value items) {
            Frame frame = new Frame(around.execution, around, function.size());
            around.execution.budget.enterCall();
            try {
                return around.execution.captured(inner -> {
                    body.run(inner, around, items, this, depth);
                    return Step.Flow.NEXT;
                }, frame);
            } finally {
                around.execution.budget.leaveCall();
            }
        }

        RecursiveLoop deeper() {
            return new RecursiveLoop(body, function, around, depth + 1);
        }
    }
}
