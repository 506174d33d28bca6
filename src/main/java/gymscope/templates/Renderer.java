package gymscope.templates;

import gymscope.templates.syntax.Expression;
import gymscope.templates.syntax.Position;
import gymscope.templates.syntax.Statement;
import gymscope.templates.syntax.Statement.Branch;
import gymscope.templates.syntax.Statement.Break;
import gymscope.templates.syntax.Statement.Continue;
import gymscope.templates.syntax.Statement.Data;
import gymscope.templates.syntax.Statement.For;
import gymscope.templates.syntax.Statement.Generation;
import gymscope.templates.syntax.Statement.If;
import gymscope.templates.syntax.Statement.Macro;
import gymscope.templates.syntax.Statement.Parameter;
import gymscope.templates.syntax.Statement.Print;
import gymscope.templates.syntax.Statement.SetBlock;
import gymscope.templates.syntax.Statement.Target;
import gymscope.templates.values.Arguments;
import gymscope.templates.values.Operators;
import gymscope.templates.values.PythonText;
import gymscope.templates.values.Value;
import gymscope.templates.values.ValueError;
import java.util.ArrayList;
import java.util.List;

/** Carries statements out and collects what they print. */
final class Renderer {

    /** How a statement ended. */
    private enum Flow {
        NEXT, BREAK, CONTINUE
    }

    private final Budget budget;
    private final Evaluator evaluator;
    private StringBuilder output = new StringBuilder();

    Renderer(Limits limits) {
        this.budget = new Budget(limits);
        this.evaluator = new Evaluator(budget);
    }

    String render(List<Statement> statements, Scope scope) {
        run(statements, scope);
        return output.toString();
    }

    private Flow run(List<Statement> statements, Scope scope) {
        for (Statement statement : statements) {
            Flow flow = run(statement, scope);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow run(Statement statement, Scope scope) {
        switch (statement) {
            case Data data -> print(data.text());
            case Print print -> print(PythonText.str(evaluator.value(print.value(), scope)), print.value().at());
            case Statement.Set set -> assign(set.target(), evaluator.value(set.value(), scope), scope);
            case SetBlock block -> assign(block.target(), captured(block, scope), scope);
            case Macro macro -> scope.set(macro.name(), (Value.Function) arguments -> call(macro, arguments, scope));
            case Generation generation -> {
                return run(generation.body(), scope);
            }
            case If choice -> {
                return run(chosen(choice, scope), scope);
            }
            case For loop -> run(loop, scope);
            case Break _ -> {
                return Flow.BREAK;
            }
            case Continue _ -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.NEXT;
    }

    private List<Statement> chosen(If choice, Scope scope) {
        for (Branch branch : choice.branches()) {
            if (evaluator.truth(branch.test(), scope)) {
                return branch.body();
            }
        }
        return choice.otherwise();
    }

    private void run(For loop, Scope scope) {
        List<Value> items = items(loop, scope);
        Loop.Changes changes = new Loop.Changes();
        for (int i = 0; i < items.size(); i++) {
            Scope inner = scope.inner();
            assign(loop.target(), items.get(i), inner);
            inner.set("loop", new Loop(items, i, changes));
            if (run(loop.body(), inner) == Flow.BREAK) {
                break;
            }
        }
        if (items.isEmpty()) {
            run(loop.otherwise(), scope);
        }
    }

    private List<Value> items(For loop, Scope scope) {
        Value all = evaluator.value(loop.items(), scope);
        List<Value> items = placed(loop.at(), () -> Operators.iterate(all));
        Expression filter = loop.filter();
        if (filter == null) {
            return items;
        }
        List<Value> kept = new ArrayList<>();
        for (Value item : items) {
            Scope inner = scope.inner();
            assign(loop.target(), item, inner);
            if (evaluator.truth(filter, inner)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private void assign(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.Several several -> {
                List<Target> targets = several.targets();
                List<Value> values = placed(several.at(), () -> Globals.unpacked(value, targets.size()));
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), values.get(i), scope);
                }
            }
            case Target.Member member -> {
                if (!(scope.get(member.namespace()) instanceof Value.Namespace namespace)) {
                    throw new TemplateFault("“%s” is no namespace, so it has no members to set".formatted(member.namespace()),
                            "Make it with namespace().", member.at());
                }
                namespace.members().put(member.attribute(), value);
            }
        }
    }

    private Value captured(SetBlock block, Scope scope) {
        Value value = Value.of(capture(block.body(), scope.inner()));
        for (Expression.Filter filter : block.filters()) {
            value = evaluator.filtered(filter, value, scope);
        }
        return value;
    }

    private Value call(Macro macro, Arguments arguments, Scope around) {
        String[] names = macro.parameters().stream().map(Parameter::name).toArray(String[]::new);
        arguments.atMost(names.length, names);
        Scope inner = around.inner();
        for (int i = 0; i < names.length; i++) {
            Value given = arguments.find(i, names[i]);
            Expression fallback = macro.parameters().get(i).fallback();
            inner.set(names[i], given != null
                    ? given
                    : fallback != null
                            ? evaluator.value(fallback, inner)
                            : new Value.Undefined("the parameter “" + names[i] + "”"));
        }
        budget.enterCall();
        try {
            return Value.of(capture(macro.body(), inner));
        } finally {
            budget.leaveCall();
        }
    }

    private String capture(List<Statement> body, Scope scope) {
        StringBuilder outer = output;
        output = new StringBuilder();
        try {
            run(body, scope);
            return output.toString();
        } finally {
            output = outer;
        }
    }

    private void print(String text) {
        print(text, new Position(1, 1));
    }

    private void print(String text, Position at) {
        placed(at, () -> {
            budget.write(text.length());
            return output.append(text);
        });
    }

    private static <T> T placed(Position at, java.util.function.Supplier<T> step) {
        try {
            return step.get();
        } catch (ValueError error) {
            throw new TemplateFault(error.reason(), error.hint(), at);
        }
    }
}
